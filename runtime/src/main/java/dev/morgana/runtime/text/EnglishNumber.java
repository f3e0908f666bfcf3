package dev.morgana.runtime.text;

/// Numbers as [java.util.Formatter] writes them in English.
final class EnglishNumber {
    /// The formatter's flag `,`.
    private static final int GROUPED = 1 << 6;

    /// The formatter's flag `0`.
    private static final int ZERO_PADDED = 1 << 5;

    private static final int GROUP = 3;

    private EnglishNumber() {}

    /// Appends `value`, filled up with zeros to `digits`.
    static void append(StringBuilder to, int value, int digits) {
        append(to, Integer.toString(value), 0, ZERO_PADDED, to.length() + digits);
    }

    /// Appends the digits and the point of a number.
    ///
    /// @param to where to; what it holds already counts for the width, and zeros are put behind it
    /// @param number digits with at most one point
    /// @param offset where in `number` the digits begin
    /// @param flags of the formatter: whether commas stand between groups of three digits, and whether zeros fill the width
    /// @param width in characters, of all that `to` then holds
    static StringBuilder append(
            StringBuilder to, CharSequence number, int offset, int flags, int width) {
        boolean grouped = (flags & GROUPED) != 0;
        int begin = to.length();
        int point = point(number, offset);
        for (int at = offset; at < number.length(); at++) {
            to.append(number.charAt(at));
            if (grouped && at < point - 1 && (point - at) % GROUP == 1) {
                to.append(',');
            }
        }
        if ((flags & ZERO_PADDED) != 0 && width > to.length()) {
            to.insert(begin, "0".repeat(width - to.length()));
        }
        return to;
    }

    private static int point(CharSequence number, int offset) {
        for (int at = offset; at < number.length(); at++) {
            if (number.charAt(at) == '.') {
                return at;
            }
        }
        return number.length();
    }
}
