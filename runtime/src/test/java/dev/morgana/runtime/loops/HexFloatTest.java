package dev.morgana.runtime.loops;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.morgana.testkit.Property;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class HexFloatTest {
    private static void compare(double number) {
        assertEquals(Double.toHexString(number), HexFloat.of(number));
    }

    private static void compare(float number) {
        assertEquals(Float.toHexString(number), HexFloat.of(number));
    }

    @Test
    @DisplayName("special values are as in the JDK")
    void special() {
        double[] numbers = {
            0,
            -0.0,
            1,
            -1,
            Double.NaN,
            Double.NEGATIVE_INFINITY,
            Double.MIN_VALUE,
            Double.MIN_NORMAL,
            Double.MAX_VALUE,
            Math.nextDown(Double.MIN_NORMAL),
            0.5,
            1.0625
        };
        for (double number : numbers) {
            compare(number);
            compare((float) number);
        }
        compare(Float.MIN_VALUE);
        compare(-Float.MIN_NORMAL);
        compare(Math.nextDown(Float.MIN_NORMAL));
        compare(Float.MAX_VALUE);
    }

    @Test
    @DisplayName("random numbers of all sizes are as in the JDK")
    void random() {
        Property.check(
                5_000,
                random -> {
                    compare(Double.longBitsToDouble(random.nextLong()));
                    compare(Double.longBitsToDouble(random.nextLong() >>> random.nextInt(64)));
                    compare(Double.longBitsToDouble(random.nextLong() << random.nextInt(64)));
                    compare(Float.intBitsToFloat(random.nextInt()));
                    compare(Float.intBitsToFloat(random.nextInt() >>> random.nextInt(32)));
                });
    }
}
