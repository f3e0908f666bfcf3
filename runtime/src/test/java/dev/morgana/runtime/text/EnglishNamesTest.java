package dev.morgana.runtime.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.TextStyle;
import java.time.temporal.ChronoField;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class EnglishNamesTest {
    private static final List<ChronoField> FIELDS =
            List.of(ChronoField.DAY_OF_WEEK, ChronoField.MONTH_OF_YEAR, ChronoField.AMPM_OF_DAY);

    private static String jdk(ChronoField field, TextStyle style, LocalDateTime time) {
        DateTimeFormatter formatter =
                new DateTimeFormatterBuilder().appendText(field, style).toFormatter(Locale.US);
        return formatter.format(time);
    }

    @Test
    @DisplayName("every name is the JDK's, full and abbreviated")
    void asTheJdk() {
        for (int hours = 0; hours < 366 * 24; hours += 12) {
            LocalDateTime time = LocalDateTime.of(2024, 1, 1, 0, 0).plusHours(hours);
            for (ChronoField field : FIELDS) {
                for (boolean full : new boolean[] {true, false}) {
                    assertEquals(
                            jdk(field, full ? TextStyle.FULL : TextStyle.SHORT, time),
                            EnglishNames.of(field, time.get(field), full));
                }
            }
        }
    }

    @Test
    @DisplayName("for parsing, all names with their values, longest first")
    void parsing() {
        for (ChronoField field : FIELDS) {
            Iterator<Map.Entry<String, Long>> names =
                    Objects.requireNonNull(EnglishNames.all(field, true));
            int count = 0;
            int longest = Integer.MAX_VALUE;
            while (names.hasNext()) {
                Map.Entry<String, Long> name = names.next();
                assertEquals(name.getKey(), EnglishNames.of(field, name.getValue(), true));
                assertEquals(true, name.getKey().length() <= longest);
                longest = name.getKey().length();
                count++;
            }
            assertEquals(field.range().getMaximum() - field.range().getMinimum() + 1, count);
        }
    }

    @Test
    @DisplayName("values without a name are left to numbers")
    void none() {
        assertNull(EnglishNames.of(ChronoField.DAY_OF_MONTH, 3, true));
        assertNull(EnglishNames.of(ChronoField.MONTH_OF_YEAR, 13, true));
        assertNull(EnglishNames.of(ChronoField.MONTH_OF_YEAR, 0, false));
        assertNull(EnglishNames.all(ChronoField.HOUR_OF_DAY, true));
    }
}
