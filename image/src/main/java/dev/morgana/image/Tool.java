package dev.morgana.image;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/// A command of the tool chain, run to its end.
final class Tool {
    private Tool() {}

    /// Runs `command` in `directory` and returns what it wrote.
    ///
    /// @throws ImageException.ToolFailed if it ends with another status than 0, with its output
    /// @throws IOException if it cannot be started
    static String run(Path directory, List<String> command) throws IOException {
        var builder =
                new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
        builder.environment().put("LC_ALL", "C.UTF-8");
        var process = builder.start();
        process.getOutputStream().close();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (Processes.waitFor(process) != 0) {
            throw new ImageException.ToolFailed(String.join(" ", command), output);
        }
        return output;
    }
}
