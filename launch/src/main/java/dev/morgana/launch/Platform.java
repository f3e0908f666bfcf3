package dev.morgana.launch;

import dev.morgana.image.Directories;
import dev.morgana.image.Fingerprint;
import dev.morgana.image.Installation;
import dev.morgana.platform.jvm.Weaver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/// The library OS for a JVM: its jars, and the JDK's classes with it under them, which are made once for each version of both.
final class Platform {
    private static final String JAR = "morgana-platform-jvm-";
    private static final int KEY_LENGTH = 16;

    private Platform() {}

    /// The jars that a program's JVM takes; the first is what starts a program.
    static List<Path> jars(Installation tool) {
        var start =
                tool.library().stream().filter(jar -> jar.getFileName().toString().startsWith(JAR));
        return Stream.concat(start, tool.imageLibrary().stream()).toList();
    }

    /// The options for a JVM that has Morgana's network under the JDK's classes.
    static List<String> woven(Installation tool) throws IOException {
        var jars = jars(tool);
        String version = Fingerprint.of(jars, List.of(Runtime.version().toString())).content();
        Path folder = tool.cache().resolve("woven").resolve(version.substring(0, KEY_LENGTH));
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder.getParent());
            Path fresh = Files.createTempDirectory(folder.getParent(), "fresh-");
            Weaver.weave(jars, fresh);
            try {
                Files.move(fresh, folder, StandardCopyOption.ATOMIC_MOVE);
            } catch (IOException e) {
                // Another run was quicker.
                Directories.delete(fresh);
            }
        }
        return Weaver.options(folder);
    }
}
