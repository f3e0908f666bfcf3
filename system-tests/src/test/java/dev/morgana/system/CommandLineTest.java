package dev.morgana.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What the command says about itself and about wrong uses of it.
final class CommandLineTest {
    @Test
    void helpNamesTheCommands() throws Exception {
        Transcript help = Morgana.run("--help").assertStatus(0);
        for (String command :
                new String[] {
                    "run",
                    "build",
                    "verify",
                    "describe",
                    "inspect",
                    "why",
                    "init",
                    "install",
                    "test",
                    "doctor"
                }) {
            assertTrue(
                    help.out().lines().anyMatch(line -> line.strip().startsWith(command + " ")),
                    help::toString);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "run, --memory",
        "run, --net",
        "run, --boot",
        "run, --env",
        "run, --main-class",
        "run, --qemu",
        "run, --timeout",
        "run, -D",
        "run, -p",
        "build, -o",
        "build, --allow-missing-natives",
        "build, --sbom",
        "verify, IMAGE",
        "init, FOLDER",
        "install, --help",
        "inspect, --json",
        "why, IMAGE",
        "describe, --svg",
        "test, --all",
        "test, --complete",
        "doctor, --help"
    })
    void everyCommandHasHelp(String command, String option) throws Exception {
        Morgana.run(command, "--help")
                .assertStatus(0)
                .assertOutContains("Usage: morgana " + command)
                .assertOutContains(option);
    }

    @Test
    void noCommandIsAUsageError() throws Exception {
        Morgana.run()
                .assertStatus(64)
                .assertOut("")
                .assertErrContains(
                        "run, build, verify, describe, inspect, why, init, install, test or doctor");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "juggle",
                "run",
                "run --no-such-option examples/hello",
                "run --memory 64X examples/hello",
                "run --memory -1 examples/hello",
                "run --memory 0 examples/hello",
                "run --cpus 0 examples/hello",
                "run --cpus 9 examples/hello",
                "run --cpus many examples/hello",
                "run --net carrier-pigeon examples/hello",
                "run -p 8080 examples/hello",
                "run -p 80:notaport examples/hello",
                "run -p 99999:80 examples/hello",
                "run --boot noequals examples/hello",
                "run --env NOEQUALS examples/hello",
                "run --timeout -1 examples/hello",
                "run --timeout soon examples/hello",
                "run no/such/application",
                "run README.md",
                "build",
                "build no/such/application",
                "init",
                "init examples/hello",
                "inspect",
                "inspect no-such-file",
                "inspect README.md"
            })
    void wrongUsesAre64WithAReason(String words) throws Exception {
        Transcript ended = Morgana.run(words.split(" ")).assertStatus(64).assertOut("");
        assertTrue(!ended.err().isBlank() && !ended.err().contains("\tat "), ended::toString);
    }

    @Test
    void completionIsAScriptForTheShell() throws Exception {
        Transcript script = Morgana.run("generate-completion").assertStatus(0);
        assertTrue(
                script.out().contains("complete ") && script.out().contains("--memory"),
                script::toString);
    }

    @Test
    void doctorLooksAtTheHost() throws Exception {
        Transcript doctor = Morgana.run("doctor").assertStatus(0);
        for (String tool : new String[] {"JDK", "Maven", "gcc", "qemu-system-x86_64", "passt"}) {
            assertTrue(
                    (doctor.out() + doctor.err())
                            .toLowerCase(Locale.ROOT)
                            .contains(tool.toLowerCase(Locale.ROOT)),
                    doctor::toString);
        }
    }

    @Test
    void aMissingMainClassIsNamed() throws Exception {
        Transcript ended =
                Morgana.run("build", Morgana.PROBE, "--main-class", "no.such.Main").assertOut("");
        assertEquals(64, ended.status(), ended::toString);
        ended.assertErrContains("no.such.Main");
    }
}
