package dev.morgana.config;

import dev.morgana.wire.Ipv4Address;
import java.util.List;

/// The type of a boot key: which texts it accepts. The image checks a value with the same rules when it boots.
public sealed interface BootType {
    /// Any text of at most `longest` characters.
    record Text(int longest) implements BootType {}

    /// A decimal number from `least` to `most`, both included.
    record Whole(long least, long most) implements BootType {}

    /// `true` or `false`.
    record Flag() implements BootType {}

    /// One of `words`.
    record Choice(List<String> words) implements BootType {
        /// The type of the system's own key `log.level`: the names of the constants of [System.Logger.Level].
        public static final Choice LOG_LEVEL =
                new Choice(List.of("all", "trace", "debug", "info", "warning", "error", "off"));

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

    /// The type in words, as in `a number from 1 to 65535 inclusive`.
    default String description() {
        return switch (this) {
            case Text type -> "a text of at most %d characters".formatted(type.longest());
            case Whole type ->
                    "a number from %d to %d inclusive".formatted(type.least(), type.most());
            case Flag _ -> "true or false";
            case Choice type -> "one of " + String.join(", ", type.words());
            case Address _ -> "an IPv4 address";
        };
    }

    /// The type as words that [#parse] understands.
    default String notation() {
        return switch (this) {
            case Text type -> "text " + type.longest();
            case Whole type -> "whole " + type.least() + " " + type.most();
            case Flag _ -> "flag";
            case Choice type -> "choice " + String.join(" ", type.words());
            case Address _ -> "address";
        };
    }

    /// The type that `notation` stands for.
    ///
    /// @throws IllegalArgumentException if it is none
    static BootType parse(String notation) {
        String[] words = notation.split(" ", -1);
        return switch (words[0]) {
            case "text" -> new Text(Integer.parseInt(words[1]));
            case "whole" -> new Whole(Long.parseLong(words[1]), Long.parseLong(words[2]));
            case "flag" -> new Flag();
            case "choice" -> new Choice(List.of(words).subList(1, words.length));
            case "address" -> new Address();
            default -> throw new IllegalArgumentException("no type of a boot key: " + notation);
        };
    }

    private static boolean isWhole(String text, Whole type) {
        if (text.startsWith("+")) {
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
