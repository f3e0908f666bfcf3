package dev.morgana.image.edited;

import java.io.IOException;
import java.lang.classfile.ClassHierarchyResolver;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Edits classes of GraalVM's image builder, which come in one jar for each module.
public final class BuilderJars {
    private BuilderJars() {}

    /// Writes edited copies of the classes of one module, and classes of ours that they call, to `jar`.
    ///
    /// @param builder the jars of the builder
    /// @param edits at least one; all of one module
    /// @param added our classes that the edited ones call
    /// @param jar is written anew
    /// @throws IllegalStateException if this is not the builder that the edits were written for
    public static void write(List<Path> builder, List<Edit> edits, List<Class<?>> added, Path jar)
            throws IOException {
        try (var module = FileSystems.newFileSystem(jarOf(edits.getFirst().type(), builder));
                var all = new URLClassLoader(urls(builder), null)) {
            var classes =
                    new EditedClasses(
                            module.getPath("/"), ClassHierarchyResolver.ofResourceParsing(all));
            for (Edit edit : edits) {
                classes.apply(edit);
            }
            for (Class<?> type : added) {
                classes.add(type);
            }
            classes.write(jar);
        }
    }

    private static Path jarOf(String type, List<Path> jars) throws IOException {
        for (Path jar : jars) {
            try (var files = FileSystems.newFileSystem(jar)) {
                if (Files.exists(files.getPath(type.replace('.', '/') + ".class"))) {
                    return jar;
                }
            }
        }
        throw new IllegalStateException("no jar of the builder has " + type);
    }

    private static URL[] urls(List<Path> jars) throws MalformedURLException {
        var urls = new URL[jars.size()];
        for (int i = 0; i < urls.length; i++) {
            urls[i] = jars.get(i).toUri().toURL();
        }
        return urls;
    }
}
