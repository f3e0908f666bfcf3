package dev.morgana.launch;

import dev.morgana.image.Processes;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// This host's Maven, run with the tool's own JDK.
public final class Maven {
    private Maven() {}

    /// The command.
    ///
    /// @throws HostException if there is none
    public static Path command() {
        return Host.find("mvn")
                .orElseThrow(() ->
                        new HostException(
                                "Maven (mvn) is not installed.\nInstall it with: apt-get install --no-install-recommends maven"));
    }

    /// Runs it quietly to its end.
    ///
    /// @param failure what to say, before its own words, if it fails
    /// @param log the file that gets its words if a source file does not compile: only the first error is said then
    /// @throws HostException if it is missing or fails
    public static void run(String failure, Path directory, Path log, List<String> words)
            throws IOException {
        var command = new ArrayList<>(List.of(command().toString(), "-q", "-B"));
        command.addAll(words);
        var builder =
                new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
        var process = builder.start();
        Processes.endWithThis(process);
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (Processes.waitFor(process) != 0) {
            var error = CompilerError.ofMaven(output);
            if (error.isPresent()) {
                Files.createDirectories(log.getParent());
                Files.writeString(log, output);
            }
            throw new HostException(
                    error.map(first -> refusal(first, directory, log))
                            .orElse("%s:\n%s".formatted(failure, output.strip())));
        }
    }

    private static String refusal(CompilerError error, Path directory, Path log) {
        Path file =
                error.file().startsWith(directory)
                        ? directory.relativize(error.file())
                        : error.file();
        return "%s; all that Maven said is in %s".formatted(error.in(file.toString()), log);
    }
}
