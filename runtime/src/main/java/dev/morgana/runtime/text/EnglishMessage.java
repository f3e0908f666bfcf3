package dev.morgana.runtime.text;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/// Messages with arguments as [java.text.MessageFormat] writes them in English, as far as the JDK's own log needs it: `{0}` stands for an argument, an apostrophe quotes.
final class EnglishMessage {
    private static final int FRACTION = 3;

    /// More arguments than any message has.
    private static final int LIMIT = 10_000;

    /// The formatter's flag `,`.
    private static final int GROUPED = 1 << 6;

    private final String pattern;
    private final @Nullable Object[] arguments;
    private final StringBuilder text = new StringBuilder();
    private int at;

    private EnglishMessage(String pattern, @Nullable Object[] arguments) {
        this.pattern = pattern;
        this.arguments = arguments;
    }

    /// Whether `message` has places for arguments: a brace with a digit behind it.
    static boolean isPattern(String message) {
        for (int at = message.indexOf('{'); at >= 0; at = message.indexOf('{', at + 1)) {
            if (at + 2 < message.length() && isDigit(message.charAt(at + 1))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /// `pattern` with its arguments.
    ///
    /// @throws IllegalArgumentException if the pattern is not well formed, or an argument has a format of its own
    static String of(String pattern, @Nullable Object[] arguments) {
        return new EnglishMessage(pattern, arguments).written();
    }

    private String written() {
        boolean quoted = false;
        while (at < pattern.length()) {
            char c = pattern.charAt(at++);
            if (c == '\'') {
                if (at < pattern.length() && pattern.charAt(at) == '\'') {
                    at++;
                    text.append(c);
                } else {
                    quoted = !quoted;
                }
            } else if (c == '{' && !quoted) {
                append(index());
            } else {
                text.append(c);
            }
        }
        return text.toString();
    }

    /// The number between the braces; the second one is passed.
    private int index() {
        int end = pattern.indexOf('}', at);
        if (end < 0) {
            throw new IllegalArgumentException("Unmatched braces in the pattern.");
        }
        int index = Integer.parseInt(pattern, at, end, 10);
        if (index < 0 || index >= LIMIT) {
            throw new IllegalArgumentException("not the number of an argument: " + index);
        }
        at = end + 1;
        return index;
    }

    private void append(int index) {
        if (index >= arguments.length) {
            text.append('{').append(index).append('}');
        } else if (arguments[index] instanceof Number number) {
            append(number);
        } else {
            text.append(arguments[index]);
        }
    }

    private void append(Number number) {
        if (number instanceof Double || number instanceof Float) {
            double value = number.doubleValue();
            if (Double.isNaN(value)) {
                text.append("NaN");
                return;
            }
            text.append(Math.copySign(1, value) < 0 ? "-" : "");
            if (Double.isInfinite(value)) {
                text.append('\u221e');
            } else {
                appendMagnitude(decimal(Math.abs(value)));
            }
        } else {
            BigDecimal value = exact(number);
            text.append(value.signum() < 0 ? "-" : "");
            appendMagnitude(value.abs());
        }
    }

    /// The shortest decimal that means this number; where digits of it are cut, the number itself decides how it is rounded.
    private static BigDecimal decimal(double number) {
        BigDecimal shortest = new BigDecimal(Double.toString(number));
        return shortest.scale() <= FRACTION ? shortest : new BigDecimal(number);
    }

    private static BigDecimal exact(Number number) {
        if (number instanceof BigDecimal decimal) {
            return decimal;
        }
        return number instanceof BigInteger integer
                ? new BigDecimal(integer)
                : BigDecimal.valueOf(number.longValue());
    }

    private void appendMagnitude(BigDecimal magnitude) {
        BigDecimal rounded = magnitude.setScale(FRACTION, RoundingMode.HALF_EVEN);
        String digits = rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
        EnglishNumber.append(text, digits, 0, GROUPED, 0);
    }
}
