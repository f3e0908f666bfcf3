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
/// @param american whether it fits the default locale `en-US` only: a program that changes that uses what it leaves out
/// @param options for the image builder, where it is applied
record Reduction(
        String name,
        String meaning,
        Set<String> texts,
        Set<String> methods,
        String parameters,
        boolean american,
        List<String> options) {

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
                            "Ljava/lang/String;[Ljava/lang/Object;)",
                            true,
                            List.of()),
                    // java.time.format knows the names of English, and no zone but GMT.
                    new Reduction(
                            "dates",
                            "names in dates are HTTP's only",
                            Set.of("java/time/format/", "java/text/"),
                            Set.of(),
                            "",
                            true,
                            List.of()),
                    // System.Logger is the console logger that the JDK has for a JVM without
                    // java.logging. By default both write the same.
                    new Reduction(
                            "logging",
                            "System.Logger writes without java.util.logging",
                            Set.of("java/util/logging/"),
                            Set.of(),
                            "",
                            true,
                            List.of(
                                    "-H:-EnableLoggingFeature",
                                    "-H:ServiceLoaderFeatureExcludeServiceProviders=sun.util.logging.internal.LoggingProviderImpl")),
                    // The console logger knows the patterns of the JDK's own messages.
                    new Reduction(
                            "log-messages",
                            "only the JDK itself logs",
                            Set.of("java/util/logging/", "java/lang/System$Logger", "java/text/"),
                            Set.of(),
                            "",
                            true,
                            List.of()),
                    // The JDK itself collates only the list of a directory that a program opens by
                    // its URL.
                    new Reduction(
                            "collation",
                            "no order of texts by a language's rules",
                            Set.of("java/text/", "java/net/URLConnection"),
                            Set.of("openConnection", "openStream", "getContent"),
                            "",
                            false,
                            List.of()),
                    // The JDK itself never names an algorithm: it takes the first, the machine's
                    // own. The others are made of ciphers and digests.
                    new Reduction(
                            "random",
                            "random numbers are the machine's own, no algorithm is named",
                            Set.of(
                                    "java/security/Provider",
                                    "java/security/Security",
                                    "java/security/Drbg"),
                            Set.of("getInstance", "getInstanceStrong"),
                            "Ljava/security/SecureRandom;",
                            false,
                            List.of()),
                    // The JDK itself never asks for it.
                    new Reduction(
                            "indices",
                            "stack frames have lines, but no index of the bytecode",
                            Set.of(),
                            Set.of("getByteCodeIndex"),
                            "()I",
                            false,
                            List.of()));

    /// Copies the sets.
    Reduction {
        texts = Set.copyOf(texts);
        methods = Set.copyOf(methods);
        options = List.copyOf(options);
    }

    /// Whether `text`, from a class file or from configuration, mentions it: a class by its name in either form, or in a descriptor.
    boolean isMentionedIn(String text) {
        String slashed = text.replace('.', '/');
        return texts.stream().anyMatch(slashed::contains);
    }

    /// Whether the call of a method is a use.
    boolean isCalled(String method, String descriptor) {
        return (methods.contains(method) && descriptor.contains(parameters))
                || (changesLocale(method) && descriptor.contains("Ljava/util/Locale;)"));
    }

    /// Whether a text could be the name of such a method, for reflection.
    boolean isNamed(String text) {
        return methods.contains(text) || changesLocale(text);
    }

    private boolean changesLocale(String method) {
        return american && method.equals("setDefault");
    }
}
