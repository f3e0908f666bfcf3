import java.lang.module.ModuleDescriptor;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.BitSet;
import java.util.DoubleSummaryStatistics;
import java.util.HexFormat;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Has the JDK print its own messages, and formats nothing itself: an image of it has the reduced formatter.
public class Messages {
    public static void main(String[] arguments) {
        indices();
        numbers();
        characters();
        collections();
        statistics();
        others();
        cases();
        modules();
        log();
    }

    private static void say(String what, Callable<?> action) {
        String said;
        try {
            said = String.valueOf(action.call());
        } catch (Throwable e) {
            said = e.toString();
        }
        System.out.println(what + ": " + said);
    }

    private static void indices() {
        say("checkIndex", () -> Objects.checkIndex(5, 3));
        say("checkIndex, long", () -> Objects.checkIndex(-5L, Long.MAX_VALUE));
        say("checkFromToIndex", () -> Objects.checkFromToIndex(2, 1, 1_234_567));
        say("checkFromIndexSize", () -> Objects.checkFromIndexSize(2, 10, 3));
        say("substring", () -> "abc".substring(5));
        say("substring of two", () -> "abc".substring(2, 1));
        say("charAt", () -> "abc".charAt(-1));
        say("codePointAt", () -> "abc".codePointAt(3));
        say("StringBuilder", () -> new StringBuilder("abc").deleteCharAt(7));
        say("insert", () -> new StringBuilder("abc").insert(9, "x"));
        say("List.of", () -> List.of(1, 2, 3).get(3));
        say("ArrayList", () -> new ArrayList<>(List.of(1)).get(1));
        say("subList", () -> List.of(1, 2).subList(1, 5));
        say("ByteBuffer", () -> ByteBuffer.allocate(3).limit(7));
        say("getInt", () -> ByteBuffer.allocate(3).getInt(0));
        say("BitSet", () -> new BitSet().get(-1));
        say("repeat", () -> "a".repeat(-1));
    }

    private static void numbers() {
        say("parseInt", () -> Integer.parseInt("x17"));
        say("parseInt of null", () -> Integer.parseInt(null));
        say("parseInt of nothing", () -> Integer.parseInt(""));
        say("parseInt, radix 1", () -> Integer.parseInt("1", 1));
        say("parseInt, radix 99", () -> Integer.parseInt("1", 99));
        say("parseInt of a part", () -> Integer.parseInt("12x4", 0, 4, 10));
        say("parseInt, overflow", () -> Integer.parseInt("2147483648"));
        say("parseLong", () -> Long.parseLong("1L"));
        say("parseLong, radix", () -> Long.parseLong("1", 40));
        say("parseUnsignedInt", () -> Integer.parseUnsignedInt("-1"));
        say("parseDouble", () -> Double.parseDouble("1,5"));
        say("toIntExact", () -> Math.toIntExact(1L << 40));
        say("BigInteger", () -> new BigInteger("12a"));
        say("BigDecimal", () -> new BigDecimal("1..2"));
        say("divide", () -> BigDecimal.ONE.divide(BigDecimal.valueOf(3)));
        say("double", () -> 1234567.125 + " " + 1e-9 + " " + Float.MIN_VALUE);
    }

    private static void characters() {
        say("toChars", () -> Character.toChars(-1));
        say("toChars beyond", () -> Character.toChars(0x110000));
        say("getName", () -> Character.getName(0x7fffffff));
        say("UnicodeBlock", () -> Character.UnicodeBlock.of(-2));
        say("UnicodeScript", () -> Character.UnicodeScript.of(0xabcdef0));
        say("codePointOf", () -> Character.codePointOf("no such character"));
        say("toString", () -> Character.toString(0x110001));
        say("HexFormat", () -> HexFormat.of().parseHex("0g"));
        say("HexFormat, odd", () -> HexFormat.of().parseHex("012"));
        say("fromHexDigit", () -> HexFormat.fromHexDigit('z'));
        say("Base64", () -> Base64.getDecoder().decode("@@@="));
        say("Base64, end", () -> Base64.getDecoder().decode("abcde"));
    }

    private static void collections() {
        say("toMap", () -> Stream.of("a", "b", "a").collect(Collectors.toMap(k -> k, String::length)));
        say("List.of null", () -> List.of(1, null));
        say("Map.of twice", () -> Map.of("k", 1, "k", 2));
        say("Map.entry", () -> Map.entry("k", "v"));
        say("iterator", () -> List.of().iterator().next());
        say("Optional", () -> Optional.empty().get());
        say("Optional's text", () -> Optional.of("x"));
        say("capacity", () -> new ArrayList<>(-1));
        say("Enum", () -> TimeUnit.valueOf("FORTNIGHTS"));
        say("describeConstable", () -> TimeUnit.SECONDS.describeConstable());
        say("String's description", () -> String.class.describeConstable());
        say("copyOf", () -> java.util.Arrays.copyOf(new int[1], -3));
        say("copyOfRange", () -> java.util.Arrays.copyOfRange(new int[1], 3, 1));
        say("sort", () -> {
            java.util.Arrays.sort(new int[3], 2, 1);
            return "";
        });
    }

    private static void statistics() {
        IntSummaryStatistics ints = new IntSummaryStatistics();
        say("no ints", () -> ints);
        ints.accept(1_234_567);
        ints.accept(-2);
        say("ints", () -> ints);
        LongSummaryStatistics longs = new LongSummaryStatistics();
        longs.accept(Long.MAX_VALUE);
        longs.accept(1);
        say("longs", () -> longs);
        DoubleSummaryStatistics doubles = new DoubleSummaryStatistics();
        say("no doubles", () -> doubles);
        doubles.accept(1234567.890625);
        doubles.accept(-1e-7);
        doubles.accept(0.5);
        say("doubles", () -> doubles);
        doubles.accept(1e300);
        say("large doubles", () -> doubles);
        doubles.accept(Double.NaN);
        say("not a number", () -> doubles);
    }

    private static void others() {
        say("URI", () -> new URI("http://[::1"));
        say("URI, a space", () -> URI.create("a b"));
        say("UUID", () -> UUID.fromString("1-2-3"));
        say("UUID's text", () -> UUID.fromString("1-2-3-4-5"));
        say("Duration", () -> Duration.parse("P1X"));
        say("LocalDate", () -> LocalDate.of(2025, 2, 30));
        say("LocalDate, month", () -> LocalDate.of(2025, 13, 1));
        say("LocalTime", () -> LocalTime.of(25, 0));
        say("Locale", () -> new Locale.Builder().setLanguage("!").build());
        say("Version", () -> ModuleDescriptor.Version.parse("x"));
        say("Runtime.Version", () -> Runtime.Version.parse("1.x"));
        say("requireNonNull", () -> Objects.requireNonNull(null, "the reason"));
        say("nothing", () -> Objects.requireNonNullElse(null, null));
    }

    private static void cases() {
        for (String language : List.of("", "en", "tr", "az", "lt")) {
            Locale locale = Locale.of(language);
            for (String text :
                    List.of("I", "I\u0307", "I\u0323\u0307", "J\u0301", "\u012e\u0300", "\u00cc", "\u0128\u0323", "i\u0307", "\u0130", "ΑΣ", "ΑΣ Β", "ΣΑ", "straße", "I\ud834\udd85\u0307")) {
                say(
                        "case of " + text + " in '" + language + "'",
                        () -> codes(text.toLowerCase(locale)) + "," + codes(text.toUpperCase(locale)));
            }
        }
    }

    private static String codes(String text) {
        StringBuilder codes = new StringBuilder();
        text.codePoints().forEach(code -> codes.append(' ').append(Integer.toHexString(code)));
        return codes.toString();
    }

    private static void modules() {
        Module base = Object.class.getModule();
        Module own = Messages.class.getModule();
        say("java.util exported", () -> base.isExported("java.util"));
        say("jdk.internal.misc exported", () -> base.isExported("jdk.internal.misc"));
        say("jdk.internal.misc exported to us", () -> base.isExported("jdk.internal.misc", own));
        say("java.lang open", () -> base.isOpen("java.lang"));
        say("java.util open to us", () -> base.isOpen("java.util", own));
        say("our own", () -> own.isNamed());
        say("a private field", () -> {
            try {
                String.class.getDeclaredField("value").setAccessible(true);
                return "accessible";
            } catch (RuntimeException e) {
                return e.getClass();
            }
        });
    }

    private static void log() {
        System.getLogger("messages")
                .log(System.Logger.Level.WARNING, "in vain", new IllegalStateException("the reason"));
    }
}
