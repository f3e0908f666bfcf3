package dev.morgana.cli;

import dev.morgana.launch.ExitStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `morgana init`: begins a project.
@Command(
        name = "init",
        description =
                "Makes a new Maven project: a program, the class that describes its machine, a test that boots it. Installs what its pom names, as morgana install does.",
        sortOptions = false)
final class InitCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(
            index = "0",
            paramLabel = "FOLDER",
            description = "The project's folder: new, or empty. Its name is the project's.")
    private Path folder = Path.of(".");

    InitCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        var project = new NewProject(folder.toAbsolutePath().normalize());
        project.requireEmpty();
        ProjectArtifacts.install(terminal);
        project.write();
        terminal.say("made %s. Next: cd %s && mvn verify".formatted(folder, folder));
        return ExitStatus.OK;
    }
}
