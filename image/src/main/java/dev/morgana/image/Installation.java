package dev.morgana.image;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// What a build needs from this host.
///
/// @param home the tool's own folder: `lib` (its class path), `builder` (GraalVM's jars), `image-lib` (the jars that go into images) and `patch` (classes of ours inside the builder)
/// @param javaHome a JDK 25
/// @param cache a folder of the user's for files shared by all programs
public record Installation(Path home, Path javaHome, Path cache) {

    /// The jars of the image builder.
    public List<Path> builderJars() {
        return jars("builder");
    }

    /// The jars that every image may contain, before the program's own.
    public List<Path> imageLibrary() {
        return jars("image-lib");
    }

    /// The jars of the tool's own class path.
    public List<Path> library() {
        return jars("lib");
    }

    /// The jar that replaces a class of the builder's.
    public Path builderPatch() {
        return jars("patch").getFirst();
    }

    /// The jar of this module: a change of its options or its link step makes another image.
    public Path imageBuilder() {
        return library().stream()
                .filter(jar -> jar.getFileName().toString().startsWith("morgana-image-"))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalStateException("the tool is not complete: no image jar"));
    }

    /// The `java` command of the JDK.
    public Path java() {
        return javaHome.resolve("bin/java");
    }

    private List<Path> jars(String folder) {
        try (var files = Files.list(home.resolve(folder))) {
            return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException("the tool is not complete: " + home.resolve(folder), e);
        }
    }
}
