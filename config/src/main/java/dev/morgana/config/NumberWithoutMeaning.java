package dev.morgana.config;

/// A number that is to be a boot key.
public final class NumberWithoutMeaning extends KeyWithoutMeaning<Integer> {
    NumberWithoutMeaning(String name, BootType type, String defaultValue, SourceLine where) {
        super(name, type, defaultValue, where);
    }

    /// The same with values from `least` to `most` only, both included.
    ///
    /// @throws ConfigurationException if the default lies outside, or no number is inside
    public NumberWithoutMeaning range(int least, int most) {
        SourceLine here = SourceLine.ofCaller();
        if (least > most) {
            throw new ConfigurationException(
                    here,
                    "no number is from %d to %d, as the boot key \"%s\" demands: write the smaller one first"
                            .formatted(least, most, name));
        }
        return new NumberWithoutMeaning(name, new BootType.Whole(least, most), defaultValue, here);
    }
}
