package dev.morgana.launch;

import dev.morgana.image.Installation;
import dev.morgana.platform.jvm.Weaver;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/// The library OS for a JVM: its jars, and the JDK's classes with it under them, which are made once for each version of both.
final class Platform {
    private static final String JAR = "morgana-platform-jvm-";

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
        Path folder = tool.cache().resolve("woven").resolve(version(jars));
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder.getParent());
            Path fresh = Files.createTempDirectory(folder.getParent(), "fresh-");
            Weaver.weave(jars, fresh);
            try {
                Files.move(fresh, folder, StandardCopyOption.ATOMIC_MOVE);
            } catch (IOException e) {
                // Another run was quicker.
                delete(fresh);
            }
        }
        return Weaver.options(folder);
    }

    private static String version(List<Path> jars) throws IOException {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(Runtime.version().toString().getBytes(StandardCharsets.UTF_8));
            for (Path jar : jars) {
                digest.update(Files.readAllBytes(jar));
            }
            return HexFormat.of().formatHex(digest.digest(), 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has it", e);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
