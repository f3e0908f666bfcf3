package dev.morgana.testkit;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/// A property checked on many random cases. A failure names its seed and how to run that case alone.
public final class Property {
    private static final String SEED = "property.seed";

    private Property() {}

    /// One case of a property; throws when it does not hold.
    @FunctionalInterface
    public interface Case {
        /// Checks the property on data drawn from `random`.
        void check(RandomGenerator random) throws Exception;
    }

    /// Checks `property` `cases` times, each with a seed of its own; only the case of `-Dproperty.seed=SEED` when that is given.
    ///
    /// @throws AssertionError with the seed, when a case fails
    public static void check(int cases, Case property) {
        Long only = Long.getLong(SEED);
        long first = only != null ? only : System.nanoTime();
        for (int i = 0; i < (only != null ? 1 : cases); i++) {
            checkSeed(first + i, property);
        }
    }

    private static void checkSeed(long seed, Case property) {
        try {
            property.check(RandomGeneratorFactory.of("L64X128MixRandom").create(seed));
        } catch (Exception | AssertionError failure) {
            throw new AssertionError(
                    "fails with seed " + seed + " (run again with -D" + SEED + "=" + seed + ")",
                    failure);
        }
    }
}
