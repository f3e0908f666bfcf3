package dev.morgana.runtime.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.morgana.testkit.Property;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class EnglishNumberTest {
    private static final int PADDED = 1 << 5;
    private static final int GROUPED = 1 << 6;

    @Test
    @DisplayName("numbers look as the JDK writes them in English")
    void asTheJdk() {
        Property.check(2_000, EnglishNumberTest::compare);
    }

    private static void compare(RandomGenerator random) {
        int digits = random.nextInt(5);
        BigDecimal number =
                new BigDecimal(
                        new BigInteger(random.nextInt(1, 80), new Random(random.nextLong())),
                        digits);
        int width = random.nextInt(1, 40);
        boolean grouped = random.nextBoolean();
        boolean padded = random.nextBoolean();
        String format =
                "%" + (grouped ? "," : "") + (padded ? "0" + width : "") + "." + digits + "f";
        StringBuilder written = new StringBuilder();
        EnglishNumber.append(
                written,
                "??" + number.toPlainString(),
                2,
                (grouped ? GROUPED : 0) | (padded ? PADDED : 0),
                width);
        assertEquals(String.format(Locale.US, format, number), written.toString(), format);
    }

    @Test
    @DisplayName("what stands before counts for the width, and zeros come behind it")
    void sign() {
        StringBuilder written = new StringBuilder("-");
        EnglishNumber.append(written, "1234", 0, GROUPED | PADDED, 9);
        assertEquals("-0001,234", written.toString());
        EnglishNumber.append(written, 7, 2);
        assertEquals("-0001,23407", written.toString());
    }
}
