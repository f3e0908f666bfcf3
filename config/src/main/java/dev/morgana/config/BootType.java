package dev.morgana.config;

import dev.morgana.wire.Ipv4Address;
import java.util.List;

/// The type of a boot key: which texts it accepts. The image checks a value with the same rules when it boots.
public sealed interface BootType {
    /// Any text of at most `longest` characters.
    record Text(int longest) implements BootType {}

    /// A decimal number from `least` to `most`.
    record Whole(long least, long most) implements BootType {}

    /// `true` or `false`.
    record Flag() implements BootType {}

    /// One of `words`.
    record Choice(List<String> words) implements BootType {
        /// Keeps a copy of the list.
        public Choice {
            words = List.copyOf(words);
        }
    }

    /// An IPv4 address in dotted decimal notation.
    record Address() implements BootType {}

    /// Whether `text` is a value of this type.
    default boolean accepts(String text) {
        return switch (this) {
            case Text type -> text.length() <= type.longest();
            case Whole type -> isWhole(text, type);
            case Flag _ -> text.equals("true") || text.equals("false");
            case Choice type -> type.words().contains(text);
            case Address _ -> isAddress(text);
        };
    }

    /// The type in words, as in `a number from 1 to 65535`.
    default String description() {
        return switch (this) {
            case Text type -> "a text of at most %d characters".formatted(type.longest());
            case Whole type -> "a number from %d to %d".formatted(type.least(), type.most());
            case Flag _ -> "true or false";
            case Choice type -> "one of " + String.join(", ", type.words());
            case Address _ -> "an IPv4 address";
        };
    }

    private static boolean isWhole(String text, Whole type) {
        if (!text.matches("-?\\d{1,19}")) {
            return false;
        }
        try {
            long value = Long.parseLong(text);
            return value >= type.least() && value <= type.most();
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private static boolean isAddress(String text) {
        try {
            Ipv4Address.parse(text);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
