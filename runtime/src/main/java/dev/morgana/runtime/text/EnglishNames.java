package dev.morgana.runtime.text;

import java.time.temporal.ChronoField;
import java.time.temporal.TemporalField;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Names of days, months and halves of days in English, full or abbreviated.
final class EnglishNames {
    private static final String[] DAYS = {
        "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"
    };
    private static final String[] MONTHS = {
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December"
    };
    private static final String[] HALVES = {"AM", "PM"};
    private static final int ABBREVIATION = 3;

    private EnglishNames() {}

    /// The name of a day, 1 for Monday to 7.
    static String day(int day) {
        return DAYS[day - 1];
    }

    /// The name of a month, 1 to 12.
    static String month(int month) {
        return MONTHS[month - 1];
    }

    /// The beginning of a name, as it is abbreviated.
    static String abbreviated(String name) {
        return name.length() <= ABBREVIATION ? name : name.substring(0, ABBREVIATION);
    }

    /// The name of the value of a field; null if its values have none.
    static @Nullable String of(TemporalField field, long value, boolean full) {
        String[] names = names(field);
        int index = (int) value - first(field);
        if (names == null || index < 0 || index >= names.length) {
            return null;
        }
        return full ? names[index] : abbreviated(names[index]);
    }

    /// All names of a field with their values, longest first; null if its values have none.
    static @Nullable Iterator<Map.Entry<String, Long>> all(TemporalField field, boolean full) {
        String[] names = names(field);
        if (names == null) {
            return null;
        }
        List<Map.Entry<String, Long>> all = new ArrayList<>();
        for (int index = 0; index < names.length; index++) {
            all.add(
                    Map.entry(
                            full ? names[index] : abbreviated(names[index]),
                            (long) index + first(field)));
        }
        all.sort(Comparator.comparingInt(name -> -name.getKey().length()));
        return all.iterator();
    }

    private static String @Nullable [] names(TemporalField field) {
        if (field == ChronoField.DAY_OF_WEEK) {
            return DAYS;
        }
        if (field == ChronoField.MONTH_OF_YEAR) {
            return MONTHS;
        }
        return field == ChronoField.AMPM_OF_DAY ? HALVES : null;
    }

    private static int first(TemporalField field) {
        return field == ChronoField.AMPM_OF_DAY ? 0 : 1;
    }
}
