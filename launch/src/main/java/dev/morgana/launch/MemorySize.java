package dev.morgana.launch;

import java.util.regex.Pattern;

/// An amount of memory as the user writes it: a number and K, M or G (powers of 1024).
///
/// @param bytes the amount
public record MemorySize(long bytes) {
    private static final Pattern FORM = Pattern.compile("(\\d{1,9})([KMGkmg])");

    private static final long LEAST = 4L << 20;

    /// Reads `text`.
    ///
    /// @throws UsageException if it is no such amount, or less than a machine can start with
    public static MemorySize parse(String text) {
        var match = FORM.matcher(text);
        if (!match.matches()) {
            throw new UsageException(
                    "'%s' is not an amount of memory: write a number with K, M or G, such as 64M"
                            .formatted(text));
        }
        int shift =
                switch (match.group(2).charAt(0)) {
                    case 'K', 'k' -> 10;
                    case 'M', 'm' -> 20;
                    default -> 30;
                };
        long bytes = Long.parseLong(match.group(1)) << shift;
        if (bytes < LEAST) {
            throw new UsageException("%s of memory is too little: the least is 4M".formatted(text));
        }
        return new MemorySize(bytes);
    }

    /// The mebibytes that `bytes` fit into.
    static long mebibytesFor(long bytes) {
        return (bytes + (1 << 20) - 1) >> 20;
    }

    /// The amount in QEMU's words: kibibytes.
    String forQemu() {
        return (bytes >> 10) + "K";
    }

    @Override
    public String toString() {
        for (int shift = 30; shift > 10; shift -= 10) {
            if (bytes % (1L << shift) == 0) {
                return (bytes >> shift) + (shift == 30 ? "G" : "M");
            }
        }
        return (bytes >> 10) + "K";
    }
}
