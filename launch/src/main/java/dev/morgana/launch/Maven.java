package dev.morgana.launch;

import dev.morgana.image.Processes;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
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
    /// @throws HostException if it is missing or fails
    public static void run(String failure, Path directory, List<String> words) throws IOException {
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
            throw new HostException("%s:\n%s".formatted(failure, output.strip()));
        }
    }
}
