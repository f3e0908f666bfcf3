package dev.morgana.config;

import dev.morgana.wire.Ipv4Address;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What may still be set when the machine boots: `morgana run APP --boot NAME=VALUE`, or a word of the kernel command line. The program
/// finds the value, or the default, in the system property of the same name; on an ordinary JVM `-DNAME=VALUE` sets it. The machine
/// refuses a value of another type before `main`, with status 64.
///
/// Each has a type, a default and a meaning: `BootKey.integer("port", 8080).meaning("TCP port of the page")`.
///
/// @param name unique in its machine: small letters, digits, dots and hyphens
/// @param type which values it takes
/// @param defaultValue the value where none is given, in the type's notation
/// @param meaning one line for those who boot the image
/// @param where the line that describes it
/// @param <T> the Java type of its values, for whoever reads the declaration. The program, which has the key's text only,
/// reads it with the JDK's own means: `Integer.getInteger("port")`, `Boolean.getBoolean("fast")`, `System.getProperty("greeting")`
@SuppressWarnings("UnusedTypeParameter") // read by people
public record BootKey<T>(
        String name, BootType type, String defaultValue, String meaning, SourceLine where) {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9.-]{0,62}");

    /// What the system's own keys begin with, before a dot.
    static final List<String> RESERVED = List.of("net", "log", "env", "prop", "machine");

    private static final int LONGEST_TEXT = 1024;

    /// Requires a meaning.
    ///
    /// @throws ConfigurationException if there is none, or of several lines
    public BootKey {
        if (meaning.isBlank() || meaning.chars().anyMatch(Character::isISOControl)) {
            throw new ConfigurationException(
                    where,
                    "the boot key \"%s\" needs a meaning of one line: say what it is for"
                            .formatted(name));
        }
    }

    /// A number of any size that an `int` has; see [NumberWithoutMeaning#range].
    public static NumberWithoutMeaning integer(String name, int defaultValue) {
        var any = new BootType.Whole(Integer.MIN_VALUE, Integer.MAX_VALUE);
        return new NumberWithoutMeaning(
                name, any, Integer.toString(defaultValue), SourceLine.ofCaller());
    }

    /// A text of at most 1024 characters.
    public static KeyWithoutMeaning<String> text(String name, String defaultValue) {
        return of(name, new BootType.Text(LONGEST_TEXT), defaultValue);
    }

    /// True or false.
    public static KeyWithoutMeaning<Boolean> flag(String name, boolean defaultValue) {
        return of(name, new BootType.Flag(), Boolean.toString(defaultValue));
    }

    /// The name of one of the constants of the default's type.
    public static <E extends Enum<E>> KeyWithoutMeaning<E> choice(String name, E defaultValue) {
        List<String> words =
                Stream.of(defaultValue.getDeclaringClass().getEnumConstants())
                        .map(Enum::name)
                        .toList();
        return of(name, new BootType.Choice(words), defaultValue.name());
    }

    /// An IPv4 address.
    public static KeyWithoutMeaning<Ipv4Address> address(String name, Ipv4Address defaultValue) {
        return of(name, new BootType.Address(), defaultValue.toString());
    }

    private static <T> KeyWithoutMeaning<T> of(String name, BootType type, String defaultValue) {
        return new KeyWithoutMeaning<>(name, type, defaultValue, SourceLine.ofCaller());
    }

    /// Fails unless a key may have that name.
    static void requireName(String name, SourceLine where) {
        if (!NAME.matcher(name).matches() || name.equals("net") || name.equals("log")) {
            throw new ConfigurationException(
                    where,
                    "\"%s\" cannot name a boot key: take small letters, digits, dots and hyphens, a letter first"
                            .formatted(name));
        }
        List<String> reserved = RESERVED.stream().map(word -> word + ".").toList();
        if (reserved.stream().anyMatch(name::startsWith)) {
            throw new ConfigurationException(
                    where,
                    "the boot key \"%s\" begins like one of the system's own: choose a name that does not begin with %s"
                            .formatted(name, String.join(" or ", reserved)));
        }
    }
}
