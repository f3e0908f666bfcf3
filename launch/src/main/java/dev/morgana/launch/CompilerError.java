package dev.morgana.launch;

import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// The first error that the Java compiler found.
///
/// @param file the source file, as the compiler named it
/// @param line in that file, from 1
/// @param text what is wrong; of a name that is not known, which one
record CompilerError(Path file, String line, String text) {
    /// What is not known, in a line of its own below the error.
    private static final String SYMBOL = "\\s+symbol: +(.*))?$";

    /// As the compiler prints it, with the source line and a mark below it.
    private static final Pattern JAVAC =
            Pattern.compile("(?m)^(.*):(\\d+): error: (.*)(?:\\R.*\\R\\s*\\^\\R" + SYMBOL);

    /// As Maven's compiler plugin prints it.
    private static final Pattern MAVEN =
            Pattern.compile(
                    "(?m)^\\[ERROR\\] (.*\\.java):\\[(\\d+),\\d+\\] (.*)(?:\\R(?:\\[ERROR\\])?"
                            + SYMBOL);

    /// The first in what the compiler said; empty if there is none.
    static Optional<CompilerError> ofJavac(String said) {
        return first(JAVAC, said);
    }

    /// The first in what Maven said; empty if there is none.
    static Optional<CompilerError> ofMaven(String said) {
        return first(MAVEN, said);
    }

    private static Optional<CompilerError> first(Pattern form, String said) {
        return form.matcher(said).results().findFirst().map(CompilerError::of);
    }

    private static CompilerError of(MatchResult found) {
        String symbol = found.group(4);
        return new CompilerError(
                Path.of(found.group(1)),
                found.group(2),
                symbol == null ? found.group(3) : found.group(3) + ": " + symbol);
    }

    /// Where it is, what it is, and how to mend it.
    ///
    /// @param name of the file for people
    String in(String name) {
        return "%s:%s: %s: mend that line".formatted(name, line, text);
    }
}
