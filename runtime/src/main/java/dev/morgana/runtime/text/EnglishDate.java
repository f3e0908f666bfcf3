package dev.morgana.runtime.text;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.chrono.IsoChronology;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.Set;

/// Dates and times as [java.util.Formatter] writes them in English, with its conversions `%ta` to `%tz`.
final class EnglishDate {
    /// The regions whose name is their abbreviation.
    static final Set<String> UNIVERSAL = Set.of("UTC", "GMT");

    private final StringBuilder to;
    private final TemporalAccessor time;

    /// @param to where to write
    /// @param time what to write
    EnglishDate(StringBuilder to, TemporalAccessor time) {
        this.to = to;
        this.time = time;
    }

    /// Writes the part of the time that a conversion asks for.
    ///
    /// @param conversion the letter behind `%t`
    /// @throws DateTimeException if the time has no such part, or the abbreviation of its zone is not known here
    void append(char conversion) {
        switch (conversion) {
            case 'H' -> number(ChronoField.HOUR_OF_DAY, 2);
            case 'k' -> to.append(time.get(ChronoField.HOUR_OF_DAY));
            case 'I' -> number(ChronoField.CLOCK_HOUR_OF_AMPM, 2);
            case 'l' -> to.append(time.get(ChronoField.CLOCK_HOUR_OF_AMPM));
            case 'M' -> number(ChronoField.MINUTE_OF_HOUR, 2);
            case 'S' -> number(ChronoField.SECOND_OF_MINUTE, 2);
            case 'L' -> number(ChronoField.MILLI_OF_SECOND, 3);
            case 'N' -> nanoseconds();
            case 'p' -> to.append(time.get(ChronoField.AMPM_OF_DAY) == 0 ? "am" : "pm");
            case 's' -> to.append(time.getLong(ChronoField.INSTANT_SECONDS));
            case 'Q' ->
                    to.append(
                            time.getLong(ChronoField.INSTANT_SECONDS) * 1000L
                                    + time.getLong(ChronoField.MILLI_OF_SECOND));
            case 'z' -> offset();
            case 'Z' -> zone();
            default -> appendDate(conversion);
        }
    }

    private void appendDate(char conversion) {
        switch (conversion) {
            case 'a' -> to.append(EnglishNames.abbreviated(day()));
            case 'A' -> to.append(day());
            case 'b', 'h' -> to.append(EnglishNames.abbreviated(month()));
            case 'B' -> to.append(month());
            case 'C' -> number(time.get(ChronoField.YEAR_OF_ERA) / 100, 2);
            case 'y' -> number(time.get(ChronoField.YEAR_OF_ERA) % 100, 2);
            case 'Y' -> number(ChronoField.YEAR_OF_ERA, 4);
            case 'd' -> number(ChronoField.DAY_OF_MONTH, 2);
            case 'e' -> to.append(time.get(ChronoField.DAY_OF_MONTH));
            case 'j' -> number(ChronoField.DAY_OF_YEAR, 3);
            case 'm' -> number(ChronoField.MONTH_OF_YEAR, 2);
            default -> appendComposite(conversion);
        }
    }

    private void appendComposite(char conversion) {
        switch (conversion) {
            case 'T' -> sequence("H:M:S");
            case 'R' -> sequence("H:M");
            case 'r' -> {
                sequence("I:M:S ");
                to.append(time.get(ChronoField.AMPM_OF_DAY) == 0 ? "AM" : "PM");
            }
            case 'c' -> sequence("a b d T Z Y");
            case 'D' -> sequence("m/d/y");
            case 'F' -> {
                isoYear();
                sequence("-m-d");
            }
            default -> throw new IllegalArgumentException("no conversion of a date: " + conversion);
        }
    }

    /// Conversions, with what stands between them.
    private void sequence(String conversions) {
        for (int at = 0; at < conversions.length(); at++) {
            char one = conversions.charAt(at);
            if (Character.isLetter(one)) {
                append(one);
            } else {
                to.append(one);
            }
        }
    }

    private void number(ChronoField field, int digits) {
        number(time.get(field), digits);
    }

    private void number(int value, int digits) {
        EnglishNumber.append(to, value, digits);
    }

    private void nanoseconds() {
        number(
                time.isSupported(ChronoField.NANO_OF_SECOND)
                        ? time.get(ChronoField.NANO_OF_SECOND)
                        : time.get(ChronoField.MILLI_OF_SECOND) * 1_000_000,
                9);
    }

    private String day() {
        return EnglishNames.day(time.get(ChronoField.DAY_OF_WEEK));
    }

    private String month() {
        return EnglishNames.month(time.get(ChronoField.MONTH_OF_YEAR));
    }

    private void isoYear() {
        boolean iso = time.query(TemporalQueries.chronology()) instanceof IsoChronology;
        int year = time.get(iso ? ChronoField.YEAR : ChronoField.YEAR_OF_ERA);
        if (year < 0) {
            to.append('-');
        } else if (year > 9999) {
            to.append('+');
        }
        number(Math.abs(year), 4);
    }

    private void offset() {
        int seconds = time.get(ChronoField.OFFSET_SECONDS);
        to.append(seconds < 0 ? '-' : '+');
        int minutes = Math.abs(seconds) / 60;
        number(minutes / 60 * 100 + minutes % 60, 4);
    }

    private void zone() {
        ZoneId zone = time.query(TemporalQueries.zone());
        if (zone == null) {
            throw new DateTimeException("no zone");
        }
        boolean named =
                !(zone instanceof ZoneOffset) && time.isSupported(ChronoField.INSTANT_SECONDS);
        if (named && !UNIVERSAL.contains(zone.getId())) {
            throw new DateTimeException("no abbreviation of the zone " + zone.getId());
        }
        to.append(zone.getId());
    }
}
