package dev.morgana.runtime.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.morgana.testkit.Property;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAccessor;
import java.util.IllegalFormatConversionException;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class EnglishDateTest {
    /// All that follow `%t`.
    private static final String CONVERSIONS = "HIklMSLNpzZsQBbhAaCYyjmdeRTrDFc";

    private static String written(TemporalAccessor time, char conversion) {
        StringBuilder written = new StringBuilder();
        try {
            new EnglishDate(written, time).append(conversion);
        } catch (DateTimeException e) {
            return "refused";
        }
        return written.toString();
    }

    private static String jdk(TemporalAccessor time, char conversion) {
        try {
            return String.format(Locale.US, "%t" + conversion, time);
        } catch (IllegalFormatConversionException e) {
            return "refused";
        }
    }

    /// A time between the years -99,999 and 99,999, or a part of one.
    private static TemporalAccessor time(RandomGenerator random) {
        LocalDateTime time =
                LocalDateTime.of(
                        random.nextInt(10) == 0
                                ? random.nextInt(-99_999, 99_999)
                                : random.nextInt(1900, 2100),
                        random.nextInt(1, 13),
                        random.nextInt(1, 29),
                        random.nextInt(24),
                        random.nextInt(60),
                        random.nextInt(60),
                        random.nextInt(1_000_000_000));
        return switch (random.nextInt(7)) {
            case 0 -> time;
            case 1 -> time.toLocalDate();
            case 2 -> time.toLocalTime();
            case 3 -> time.atOffset(ZoneOffset.ofTotalSeconds(random.nextInt(-64_800, 64_801)));
            case 4 -> time.atZone(ZoneOffset.ofHours(random.nextInt(-18, 19)));
            case 5 -> time.atZone(ZoneId.of(random.nextBoolean() ? "UTC" : "GMT"));
            default -> Instant.ofEpochSecond(random.nextInt());
        };
    }

    @Test
    @DisplayName("every conversion of every kind of time is as the JDK writes it in English")
    void asTheJdk() {
        Property.check(
                3_000,
                random -> {
                    TemporalAccessor time = time(random);
                    for (int i = 0; i < CONVERSIONS.length(); i++) {
                        char conversion = CONVERSIONS.charAt(i);
                        assertEquals(
                                jdk(time, conversion),
                                written(time, conversion),
                                () -> "%t" + conversion + " of " + time);
                    }
                });
    }

    @Test
    @DisplayName(
            "the abbreviation of a zone other than UTC is not known: the caller gets the JDK's exception")
    void zones() {
        TemporalAccessor time = LocalDateTime.of(2025, 1, 1, 0, 0).atZone(ZoneId.of("Europe/Rome"));
        for (char conversion : List.of('Z', 'c')) {
            assertThrows(
                    DateTimeException.class,
                    () -> new EnglishDate(new StringBuilder(), time).append(conversion));
        }
    }

    @Test
    @DisplayName("another letter is no conversion")
    void others() {
        assertThrows(
                IllegalArgumentException.class,
                () -> new EnglishDate(new StringBuilder(), Instant.EPOCH).append('w'));
    }
}
