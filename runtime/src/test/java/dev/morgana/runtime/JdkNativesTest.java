package dev.morgana.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.morgana.runtime.Substitutions.Substitution;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Checks the substitutions against the JDK, and keeps `docs/jdk-natives.md`, which is generated from them.
class JdkNativesTest {
    private static final Path DOCUMENT = Path.of("..", "docs", "jdk-natives.md");
    private static final Path NO_OPERATIONS =
            Path.of("..", "machine", "src", "main", "c", "common", "jni.c");
    private static final String INTRODUCTION =
            """
            # Native methods of the JDK

            Generated from the substitutions in `runtime` and from `machine/src/main/c/common/jni.c`; to bring it up to date:
            `mvn -pl runtime -am test -Dtest=JdkNativesTest -Dsurefire.failIfNoSpecifiedTests=false -Djdk-natives.write`.

            The JDK reaches the operating system through native methods. In an image, Java code of Morgana stands in their place. Where a method has no
            meaning on this machine, the last column says why: it throws the JDK's own exception, or gives the answer by which the JDK knows that something
            does not exist. A native method that is in no table, and that a program can reach, fails the build by name (with
            `--allow-missing-natives`, it throws `UnsatisfiedLinkError` when it is called).

            ## In Java

            | Class | Method | Without meaning here |
            |---|---|---|
            """;
    private static final String OTHERS =
            """

            ## Methods of the JDK that are no natives, replaced too

            | Class | Method |
            |---|---|
            """;
    private static final String NOTHING =
            """

            ## Nothing to do

            The Native Image runtime handles these classes itself; the C functions are empty.

            """;

    @Test
    void everySubstitutionFitsTheJdk() throws IOException {
        List<Substitution> all = Substitutions.all();
        assertTrue(all.size() > 100, "found " + all.size());
        List<String> wrong =
                all.stream()
                        .filter(s -> !s.isStaticAsOriginal())
                        .map(s -> s.target() + "." + s.signature())
                        .toList();
        assertEquals(List.of(), wrong);
    }

    @Test
    void theDocumentIsUpToDate() throws IOException {
        String expected = document();
        if (System.getProperty("jdk-natives.write") != null) {
            Files.writeString(DOCUMENT, expected);
        }
        assertEquals(
                expected,
                Files.exists(DOCUMENT) ? Files.readString(DOCUMENT) : "",
                "docs/jdk-natives.md is stale; its first lines say how to write it anew");
    }

    private static String document() throws IOException {
        StringBuilder text = new StringBuilder(INTRODUCTION);
        List<Substitution> all = Substitutions.all();
        all.stream()
                .filter(Substitution::isNative)
                .forEach(s -> row(text, s.target(), s.signature(), s.refusal() + " |"));
        text.append(OTHERS);
        all.stream()
                .filter(s -> !s.isNative())
                .forEach(s -> row(text, s.target(), s.signature(), ""));
        text.append(NOTHING);
        Pattern nothing = Pattern.compile("NOTHING\\((Java_\\w+)\\)");
        nothing.matcher(Files.readString(NO_OPERATIONS))
                .results()
                .map(match -> "- `" + match.group(1) + "`\n")
                .forEach(text::append);
        return text.toString();
    }

    private static void row(StringBuilder to, String target, String signature, String last) {
        to.append("| `").append(target).append("` | `").append(signature).append("` |");
        to.append(last.isEmpty() ? "" : " " + last.strip()).append('\n');
    }
}
