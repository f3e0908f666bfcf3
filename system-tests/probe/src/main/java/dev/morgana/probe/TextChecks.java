package dev.morgana.probe;

import java.text.Collator;
import java.text.DateFormat;
import java.text.MessageFormat;
import java.text.NumberFormat;
import java.text.SimpleDateFormat;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Month;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.time.format.TextStyle;
import java.util.Arrays;
import java.util.Currency;
import java.util.Date;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;

/// Locales, formatting and time zones. What it prints is the same on every JVM of this version with the same locale and the zone UTC.
final class TextChecks {
    private static final Instant MOMENT = Instant.parse("2026-03-29T00:30:15.123456789Z");

    private static final String[] ZONES = {
        "UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe", "+05:45"
    };

    private TextChecks() {}

    static void addTo(Map<String, Check> checks) {
        checks.put("formats", _ -> formats());
    }

    private static void formats() throws Exception {
        numbers();
        dates();
        zones();
        words();
    }

    private static void numbers() throws Exception {
        Locale locale = Locale.getDefault();
        System.out.println(
                locale + " " + locale.getDisplayName() + " " + Currency.getInstance(locale));
        System.out.println(
                String.format(
                        "%,.2f|%e|%g|%+d|%o|%#x|%08d", 1234567.891, 1e-9, 0.5, 7, 8, 255, 42));
        System.out.println(
                String.format("%-10s|%10s|%c|%b|%h|%%|%n", "left", "right", 'x', true, "hash")
                        .strip());
        System.out.println(NumberFormat.getInstance().format(1234567.891));
        System.out.println(NumberFormat.getCurrencyInstance(Locale.US).format(-9.5));
        System.out.println(NumberFormat.getPercentInstance().format(0.256));
        System.out.println(NumberFormat.getCompactNumberInstance().format(12_345));
        System.out.println(NumberFormat.getInstance(Locale.US).parse("12,345.5"));
        System.out.println(NumberFormat.getInstance(Locale.GERMANY).format(1234567.891));
        System.out.println(NumberFormat.getCurrencyInstance(Locale.GERMANY).format(-9.5));
        System.out.println(
                MessageFormat.format(
                        "{0,number,integer} of {1} on {2,date,short}", 3, "x", Date.from(MOMENT)));
        System.out.println(String.format(Locale.ROOT, "%a %s", 0.1, Arrays.asList(1, 2)));
    }

    private static void dates() throws Exception {
        var local = LocalDateTime.ofInstant(MOMENT, ZoneId.of("UTC"));
        for (FormatStyle style : new FormatStyle[] {FormatStyle.SHORT, FormatStyle.MEDIUM}) {
            System.out.println(DateTimeFormatter.ofLocalizedDateTime(style).format(local));
        }
        System.out.println(DateTimeFormatter.ofLocalizedDate(FormatStyle.FULL).format(local));
        System.out.println(
                DateTimeFormatter.ofPattern("EEEE d MMMM uuuu, hh:mm a, 'week' w").format(local));
        System.out.println(
                LocalDate.parse(
                        "29 Feb 2028", DateTimeFormatter.ofPattern("d MMM uuuu", Locale.US)));
        System.out.println(
                LocalDate.parse(
                        "3. M\u00e4rz 2026",
                        DateTimeFormatter.ofPattern("d. MMMM uuuu", Locale.GERMANY)));
        var old = new SimpleDateFormat("EEE, d MMM yyyy HH:mm:ss Z", Locale.US);
        System.out.println(
                old.format(Date.from(MOMENT))
                        + " "
                        + old.parse("Sun, 29 Mar 2026 01:02:03 +0100").toInstant());
        System.out.println(DateFormat.getDateTimeInstance().format(Date.from(MOMENT)));
        System.out.println(
                DayOfWeek.MONDAY.getDisplayName(TextStyle.SHORT, Locale.getDefault())
                        + " "
                        + Month.MAY.getDisplayName(TextStyle.FULL, Locale.getDefault()));
        System.out.println(
                String.format(
                        "%tF %<tT %<tA %<tB", ZonedDateTime.ofInstant(MOMENT, ZoneId.of("UTC"))));
    }

    private static void zones() {
        System.out.println(ZoneId.systemDefault() + " " + TimeZone.getDefault().getID());
        for (String name : ZONES) {
            var time = ZonedDateTime.ofInstant(MOMENT, ZoneId.of(name));
            var rules = time.getZone().getRules();
            System.out.println(
                    time
                            + " "
                            + rules.isDaylightSavings(MOMENT)
                            + " "
                            + rules.nextTransition(MOMENT));
            System.out.println(DateTimeFormatter.ofPattern("zzzz xxx VV").format(time));
        }
        TimeZone zone = TimeZone.getTimeZone("Europe/Berlin");
        System.out.println(
                zone.getDisplayName()
                        + " "
                        + zone.getOffset(MOMENT.toEpochMilli())
                        + " "
                        + zone.useDaylightTime());
        System.out.println(
                TimeZone.getAvailableIDs().length + " " + ZoneId.getAvailableZoneIds().size());
    }

    private static void words() {
        for (Locale locale : new Locale[] {Locale.getDefault(), Locale.GERMANY}) {
            System.out.println(
                    locale.getDisplayName()
                            + " "
                            + locale.getDisplayLanguage(locale)
                            + " "
                            + DayOfWeek.MONDAY.getDisplayName(TextStyle.FULL, locale)
                            + " "
                            + Currency.getInstance("CHF").getDisplayName(locale)
                            + " "
                            + TimeZone.getTimeZone("Europe/Berlin")
                                    .getDisplayName(true, TimeZone.LONG, locale));
        }
        System.out.println(
                "TITLE".toLowerCase(Locale.of("tr")) + " " + "straße".toUpperCase(Locale.GERMAN));
        String[] sorted = {"zebra", "Apple", "éclair", "apple", "eclair"};
        Arrays.sort(sorted, Collator.getInstance(Locale.US));
        System.out.println(Arrays.toString(sorted));
        System.out.println(
                java.text.Normalizer.normalize("é", java.text.Normalizer.Form.NFD).length());
        var sentences = java.text.BreakIterator.getSentenceInstance(Locale.US);
        sentences.setText("One. Two! Three?");
        int count = 0;
        while (sentences.next() != java.text.BreakIterator.DONE) {
            count++;
        }
        System.out.println(count + " sentences");
    }
}
