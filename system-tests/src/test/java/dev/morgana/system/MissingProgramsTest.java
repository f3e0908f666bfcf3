package dev.morgana.system;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What the tool says on a host that lacks a program.
final class MissingProgramsTest {
    /// With it, root gets what is missing.
    private static final String INSTALLER = "apt-get";

    @Test
    void theUserNetworkOfAProcessNeedsPasst() throws Exception {
        Where.PROCESS.build(Morgana.PROBE);
        without("passt", "run", Morgana.PROBE, "--target", "process")
                .assertStatus(126)
                .assertOut("")
                .assertErrContains(
                        "morgana: the user network of a process needs passt: apt-get install --no-install-recommends passt (or choose --net tap:NAME or --net none)\n");
    }

    @Test
    void aHostWithoutQemuStillRunsProcesses() throws Exception {
        without("qemu-system-x86_64", "doctor")
                .assertStatus(0)
                .assertOutContains("absent   qemu-system-x86_64 ");
    }

    /// Runs `./morgana` with all programs of this host but one.
    private static Transcript without(String missing, String... words) throws Exception {
        Path programs = Morgana.ROOT.resolve("system-tests/target/without-" + missing);
        Host.linkCommands(programs, Set.of(missing, INSTALLER));
        Map<String, String> environment = Map.of("PATH", programs.toString());
        try (Session session = Morgana.start(environment, words)) {
            return session.endInput().end();
        }
    }
}
