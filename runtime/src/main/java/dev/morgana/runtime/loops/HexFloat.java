package dev.morgana.runtime.loops;

/// Floating-point numbers in the hexadecimal notation of Java, without regular expressions.
final class HexFloat {
    /// Hexadecimal digits of a significand's fraction.
    private static final int DIGITS = 13;

    private static final long FRACTION = (1L << (4 * DIGITS)) - 1;

    private HexFloat() {}

    /// What `Double.toHexString` says.
    static String of(double number) {
        if (!Double.isFinite(number)) {
            return Double.toString(number);
        }
        StringBuilder text = new StringBuilder(24);
        long bits = Double.doubleToLongBits(number);
        text.append(bits < 0 ? "-0x" : "0x");
        double size = Math.abs(number);
        if (size == 0.0) {
            return text.append("0.0p0").toString();
        }
        boolean subnormal = size < Double.MIN_NORMAL;
        text.append(subnormal ? "0." : "1.");
        appendFraction(text, bits & FRACTION);
        text.append('p').append(subnormal ? Double.MIN_EXPONENT : Math.getExponent(size));
        return text.toString();
    }

    /// What `Float.toHexString` says.
    static String of(float number) {
        if (number == 0.0f || Math.abs(number) >= Float.MIN_NORMAL || Float.isNaN(number)) {
            return of((double) number);
        }
        String text = of(Math.scalb((double) number, Double.MIN_EXPONENT - Float.MIN_EXPONENT));
        return text.substring(0, text.lastIndexOf('p') + 1) + Float.MIN_EXPONENT;
    }

    /// All digits but the zeros at the end; one zero if there is nothing else.
    private static void appendFraction(StringBuilder text, long fraction) {
        int begin = text.length();
        for (int shift = 4 * (DIGITS - 1); shift >= 0; shift -= 4) {
            text.append(Character.forDigit((int) (fraction >>> shift) & 0xf, 16));
        }
        int end = text.length();
        while (end > begin + 1 && text.charAt(end - 1) == '0') {
            end--;
        }
        text.setLength(end);
    }
}
