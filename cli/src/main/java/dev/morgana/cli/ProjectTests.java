package dev.morgana.cli;

import dev.morgana.image.Processes;
import dev.morgana.launch.ExitStatus;
import dev.morgana.launch.Maven;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The tests of the whole project: Maven runs them, and their reports are added up.
final class ProjectTests {
    private final Path repository;
    private final Terminal terminal;

    ProjectTests(Path repository, Terminal terminal) {
        this.repository = repository;
        this.terminal = terminal;
    }

    /// Runs the tests, with the soaks if `all`, and returns the status for the shell.
    ///
    /// @param complete whether a test that lacks a program of this host fails, instead of being skipped
    int run(boolean all, boolean complete) throws IOException {
        TestReports.clear(repository);
        var command =
                new ArrayList<>(
                        List.of(
                                Maven.command().toString(),
                                "-B",
                                "--fail-at-end",
                                "-f",
                                repository.resolve("pom.xml").toString()));
        command.addAll(List.of("verify", "-Dsystem-tests=true"));
        if (all) {
            command.add("-Dsystem-tests.soak=true");
        }
        if (complete) {
            command.add("-Dsystem-tests.complete=true");
        }
        var builder = new ProcessBuilder(command).directory(repository.toFile()).inheritIO();
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        int status = Processes.waitFor(builder.start());
        var reports = TestReports.below(repository);
        reports.failures().forEach(failure -> terminal.say("failed: " + failure));
        reports.skips().forEach(skip -> terminal.say("skipped: " + skip));
        System.out.println(reports.summary());
        if (status != 0 && reports.failed() == 0) {
            terminal.say("the build failed outside of the tests: see above");
        }
        return status == 0 && reports.failed() == 0 ? ExitStatus.OK : 1;
    }
}
