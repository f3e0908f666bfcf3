import dev.morgana.config.Configuration;
import dev.morgana.config.Machine;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.text.DecimalFormat;
import java.text.MessageFormat;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.Formattable;
import java.util.GregorianCalendar;
import java.util.Locale;
import java.util.TimeZone;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.regex.Pattern;

/// Formats text itself, in all ways that the JDK has, in German: an image of it has nothing of that reduced.
public class Formats {
    private static final ZonedDateTime TIME =
            ZonedDateTime.of(2024, 2, 29, 15, 4, 5, 60_708_090, ZoneId.of("UTC"));

    public static void main(String[] arguments) {
        System.out.println(Locale.getDefault() + " " + ZoneId.systemDefault());
        numbers();
        dates();
        patterns();
        logging();
    }

    private static void numbers() {
        for (String format : new String[] {"%d", "%,d", "%08d", "%-8d|", "%+d", "%(d", "% d", "%x", "%X", "%#o"}) {
            for (Number number : new Number[] {0, -1, 1_234_567, Long.MIN_VALUE, (byte) -3, new BigInteger("-12345678901234567890")}) {
                try {
                    System.out.println(format + " " + format.formatted(number));
                } catch (RuntimeException e) {
                    System.out.println(format + " " + e);
                }
            }
        }
        for (String format : new String[] {"%f", "%.3f", "%,.2f", "%e", "%g", "%a", "%012.4f", "%+.0f"}) {
            for (double number : new double[] {0, -1.5, 1234567.891, 1e-9, 1e300, Double.NaN, Double.NEGATIVE_INFINITY}) {
                System.out.printf(format + "%n", number);
            }
        }
        System.out.printf("%.5f %,.3f %s%n", new BigDecimal("12345.678"), new BigDecimal("-1e9"), new BigDecimal("1e-20"));
        System.out.printf("%s %S %10s|%-10s|%.2s %c %b %h %% %2$s%n", "a", "straße", "r", "l", "cut", 'c', true, "hash");
        Formattable own = (formatter, flags, width, precision) -> formatter.format("own %d %d", width, precision);
        System.out.println(String.format("%7.3s", own));
        System.out.println(new DecimalFormat("#,##0.00;(#)").format(-1234.5));
        System.out.println(MessageFormat.format("{0,number} {0,number,percent} {1} {2,choice,0#none|1#one|1<many}", 12.5, "x", 3));
    }

    private static void dates() {
        for (char conversion : "HIklMSLNpzZsQBbhAaCYyjmdeRTrDFc".toCharArray()) {
            System.out.printf("%1$c %1$s " + "%2$t" + conversion + " %2$T" + conversion + "%n", conversion, TIME);
        }
        GregorianCalendar calendar = new GregorianCalendar(TimeZone.getTimeZone("GMT"), Locale.US);
        calendar.setTimeInMillis(1_709_219_045_060L);
        System.out.println(String.format("%tc %<tA %<tp %<tZ", calendar));
        for (String pattern : new String[] {"yyyy-MM-dd HH:mm:ss.SSS", "EEEE, d MMMM uuuu", "h:mm a", "D w e", "xxx VV"}) {
            System.out.println(DateTimeFormatter.ofPattern(pattern).format(TIME));
        }
        System.out.println(DateTimeFormatter.RFC_1123_DATE_TIME.format(TIME));
        System.out.println(LocalDate.parse("2025-03-01").getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.US));
        System.out.println(DayOfWeek.FRIDAY.getDisplayName(TextStyle.SHORT, Locale.ROOT));
    }

    private static void patterns() {
        System.out.println(Pattern.compile("(?<year>\\d{4})-(\\p{L}+)", Pattern.UNICODE_CASE).matcher("2024-März").replaceAll("$2/${year}"));
        System.out.println(Pattern.compile("\u00e9", Pattern.CANON_EQ).matcher("e\u0301").matches());
    }

    private static void logging() {
        Logger logger = Logger.getLogger("formats");
        logger.setUseParentHandlers(false);
        logger.addHandler(new Handler() {
            @Override
            public void publish(LogRecord record) {
                record.setInstant(TIME.toInstant());
                System.out.print(new SimpleFormatter().format(record));
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        });
        logger.log(Level.WARNING, "{0} of {1,number,integer}", new Object[] {"one", 12_345});
    }
}

/// The default locale and the default time zone are not the usual ones; the week begins on Sunday.
class FormatsMachine implements Configuration {
    @Override
    public Machine machine() {
        return Machine.running(Formats.class)
                .locale(Locale.forLanguageTag("de-AT-u-fw-sun"))
                .timeZone(ZoneId.of("Europe/Vienna"));
    }
}
