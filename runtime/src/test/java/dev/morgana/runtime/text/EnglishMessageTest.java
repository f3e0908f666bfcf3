package dev.morgana.runtime.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.morgana.testkit.Property;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class EnglishMessageTest {
    private static final String[] PIECES = {
        "text", " ", "{0}", "{1}", "{2}", "{12}", "''", "'{0}'", "'quoted'", "}", "$\\", "é€"
    };

    private static String jdk(String pattern, @Nullable Object[] arguments) {
        return new MessageFormat(pattern, Locale.US).format(arguments);
    }

    private static @Nullable Object argument(RandomGenerator random) {
        double size = Math.pow(10, random.nextInt(-6, 16));
        return switch (random.nextInt(10)) {
            case 0 -> null;
            case 1 -> random.nextLong();
            case 2 -> random.nextInt(2_000_000) - 1_000_000;
            case 3 -> (random.nextDouble() - 0.5) * size;
            case 4 -> (float) random.nextDouble();
            case 5 -> BigInteger.valueOf(random.nextLong()).pow(3);
            case 6 -> BigDecimal.valueOf(random.nextLong(), random.nextInt(-3, 25));
            case 7 -> random.nextInt(20) / 8.0 / 1000;
            case 8 ->
                    new Double[] {Double.NaN, Double.POSITIVE_INFINITY, -0.0, -1e-9, 0.0}
                            [random.nextInt(5)];
            default -> "an {0} 'argument'";
        };
    }

    @Test
    @DisplayName("messages with all kinds of arguments are as the JDK writes them in English")
    void asTheJdk() {
        Property.check(
                5_000,
                random -> {
                    StringBuilder pattern = new StringBuilder();
                    for (int pieces = random.nextInt(1, 7); pieces > 0; pieces--) {
                        pattern.append(PIECES[random.nextInt(PIECES.length)]);
                    }
                    Object[] arguments = {argument(random), argument(random), argument(random)};
                    assertEquals(
                            jdk(pattern.toString(), arguments),
                            EnglishMessage.of(pattern.toString(), arguments),
                            () ->
                                    pattern
                                            + " with "
                                            + List.of(
                                                    String.valueOf(arguments[0]),
                                                    String.valueOf(arguments[1])));
                });
    }

    @Test
    @DisplayName("patterns that are not well formed, or name a format, are refused")
    void refused() {
        for (String pattern :
                List.of("{0", "{}", "{x}", "{-1}", "{0,number}", "{99999}", "{ 1 }")) {
            assertThrows(
                    IllegalArgumentException.class,
                    () -> EnglishMessage.of(pattern, new Object[] {1}),
                    pattern);
        }
    }

    @Test
    @DisplayName("a message without a place for an argument is no pattern")
    void patterns() {
        assertTrue(EnglishMessage.isPattern("it's {0}"));
        assertTrue(EnglishMessage.isPattern("{ {1}"));
        assertFalse(EnglishMessage.isPattern("{a} {"));
        assertFalse(EnglishMessage.isPattern("it's {0"));
        assertFalse(EnglishMessage.isPattern(""));
    }
}
