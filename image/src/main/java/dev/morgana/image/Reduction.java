package dev.morgana.image;

import java.util.List;
import java.util.Set;

/// A part of the JDK that an image holds in a smaller form if its program does not use it. What the JDK itself does with it, such as its messages, stays the same to the letter.
///
/// The classes that put the smaller form in place are in `runtime`, and know a reduction by its name.
///
/// @param name of the reduction
/// @param meaning what is smaller, in a few words
/// @param texts parts of the names of classes, packages and properties whose mention is a use, with slashes
/// @param methods names of methods whose call is a use, of whatever class
/// @param parameters part of the descriptor of these methods
record Reduction(
        String name, String meaning, Set<String> texts, Set<String> methods, String parameters) {

    /// All reductions.
    static final List<Reduction> ALL =
            List.of(
                    // java.util.Formatter knows English, no calendars, and no zone but UTC.
                    new Reduction(
                            "formatter",
                            "the formatter writes only the JDK's own messages",
                            Set.of(
                                    "java/util/Formatter",
                                    "java/util/Formattable",
                                    "java/util/logging/",
                                    "jdk/system/logger/format"),
                            Set.of("format", "formatted", "printf", "readLine", "readPassword"),
                            "Ljava/lang/String;[Ljava/lang/Object;)"));

    /// Copies the sets.
    Reduction {
        texts = Set.copyOf(texts);
        methods = Set.copyOf(methods);
    }

    /// Whether `text`, from a class file or from configuration, mentions it: a class by its name in either form, or in a descriptor.
    boolean isMentionedIn(String text) {
        String slashed = text.replace('.', '/');
        return texts.stream().anyMatch(slashed::contains);
    }

    /// Whether a method is one of those whose call is a use.
    boolean isCalled(String method, String descriptor) {
        return methods.contains(method) && descriptor.contains(parameters);
    }

    /// Whether a text could be the name of one of these methods, for reflection.
    boolean isNamed(String text) {
        return methods.contains(text);
    }
}
