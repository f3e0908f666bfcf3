package dev.morgana.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Transcripts of what the tool says to a wrong command line, and how a right one is split.
final class MorganaTest {
    private record Transcript(int status, String text) {}

    private static Transcript run(String... words) {
        var out = new ByteArrayOutputStream();
        int status =
                Morgana.execute(
                        words,
                        new Terminal(new PrintStream(out, true, StandardCharsets.UTF_8), false));
        return new Transcript(status, out.toString(StandardCharsets.UTF_8));
    }

    private static void assertRefused(String text, String... words) {
        assertEquals(new Transcript(64, text), run(words));
    }

    @Test
    void aCommandIsNeeded() {
        assertRefused(
                """
                morgana: name a command: run, build, verify, describe, inspect, why, init, install, test or doctor
                morgana: See ./morgana --help (status 64)
                """);
    }

    @Test
    void unknownOptionsAreNamed() {
        assertRefused(
                """
                morgana: Unknown option: '--fast'
                morgana: See ./morgana run --help (status 64)
                """,
                "run",
                "examples/hello",
                "--fast");
    }

    @Test
    void argumentsOfTheProgramNeedTheDashes() {
        assertRefused(
                """
                morgana: Unmatched argument at index 2: 'x'
                morgana: See ./morgana run --help (status 64)
                """,
                "run",
                "examples/hello",
                "x");
    }

    @Test
    void aProgramIsNeeded() {
        assertRefused(
                """
                morgana: Missing required parameter: 'APP'
                morgana: See ./morgana run --help (status 64)
                """,
                "run");
    }

    @Test
    void aSizeIsReadBeforeAnythingIsBuilt() {
        assertEquals(
                new Transcript(
                        64,
                        """
                        morgana: 'small' is not a size of an image: write a number of bytes, or one with K, M or G, such as 8M
                        morgana: (status 64 is the tool's, not the program's)
                        """),
                run("build", "examples/hello", "--max-size", "small"));
    }

    @Test
    void valuesAreChecked() {
        assertRefused(
                """
                morgana: 'lots' is not an amount of memory: write a number with K, M or G, such as 64M
                morgana: (status 64 is the tool's, not the program's)
                """,
                "run",
                "x",
                "--memory",
                "lots");
        assertRefused(
                """
                morgana: -p forwards a port of the user network: it has no meaning with --net none
                morgana: (status 64 is the tool's, not the program's)
                """,
                "run",
                "x",
                "--net",
                "none",
                "-p",
                "1:2");
        assertRefused(
                """
                morgana: Invalid value for option '--timeout': 'soon' is not a long
                morgana: See ./morgana run --help (status 64)
                """,
                "run",
                "x",
                "--timeout",
                "soon");
    }

    @Test
    void whatIsNoProgramIsRefused(@TempDir Path directory) throws IOException {
        assertRefused(
                """
                morgana: there is no %1$s/none: name a Maven project's directory, jar or Java source file
                morgana: (status 64 is the tool's, not the program's)
                """
                        .formatted(directory),
                "build",
                directory + "/none");
        assertRefused(
                """
                morgana: %1$s is not a Maven project: it has no pom.xml. Name a Maven project's directory, jar or Java source file
                morgana: (status 64 is the tool's, not the program's)
                """
                        .formatted(directory),
                "build",
                directory.toString());
        Path text = Files.writeString(directory.resolve("notes.txt"), "");
        assertRefused(
                """
                morgana: %1$s is no Maven project's directory, jar or Java source file
                morgana: (status 64 is the tool's, not the program's)
                """
                        .formatted(text.toRealPath()),
                "build",
                text.toString());
        assertRefused(
                """
                morgana: %1$s is not an image: %1$s is not a 64-bit little-endian ELF file
                morgana: (status 64 is the tool's, not the program's)
                """
                        .formatted(text),
                "inspect",
                text.toString());
    }

    @Test
    void theFirstFreeDashesDivideTheWords() {
        assertEquals(
                new Morgana.ProgramArguments(
                        List.of("run", "x", "--qemu", "--", "-p", "1:2"), List.of("a", "--", "-h")),
                Morgana.ProgramArguments.split(
                        new String[] {
                            "run", "x", "--qemu", "--", "-p", "1:2", "--", "a", "--", "-h"
                        }));
        assertEquals(
                new Morgana.ProgramArguments(List.of("run", "x"), List.of()),
                Morgana.ProgramArguments.split(new String[] {"run", "x"}));
    }

    @Test
    void aWordForQemuMayLookLikeAnOption() {
        var commandLine = Morgana.commandLine(new Terminal(System.err, false), List.of());
        var parsed =
                commandLine.parseArgs(
                        "run",
                        "x",
                        "--qemu",
                        "-monitor",
                        "--qemu",
                        "unix:/tmp/m,server,nowait",
                        "--qemu",
                        "-p",
                        "-DA=b c",
                        "-D",
                        "e=f");
        var run = parsed.subcommand();
        assertEquals(
                List.of("-monitor", "unix:/tmp/m,server,nowait", "-p"),
                run.matchedOption("--qemu").getValue());
        assertEquals(List.of("A=b c", "e=f"), run.matchedOption("-D").getValue());
    }

    @Test
    void everyCommandHasHelp() {
        var commandLine = Morgana.commandLine(new Terminal(System.err, false), List.of());
        commandLine
                .getSubcommands()
                .forEach((name, command) ->
                        assertTrue(command.getUsageMessage().contains("--help"), name));
    }
}
