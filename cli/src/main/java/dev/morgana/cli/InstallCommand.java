package dev.morgana.cli;

import dev.morgana.launch.ExitStatus;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/// `morgana install`: makes the Maven plugin and the JUnit extension known to this user's Maven.
@Command(
        name = "install",
        description =
                "Installs the Maven plugin, the JUnit extension and the configuration API into this user's local Maven repository, for projects as morgana init makes them.",
        sortOptions = false)
final class InstallCommand implements Callable<Integer> {
    private final Terminal terminal;

    InstallCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        ProjectArtifacts.install(terminal);
        return ExitStatus.OK;
    }
}
