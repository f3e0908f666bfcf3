package dev.morgana.image.repeatable;

import dev.morgana.image.edited.EditedClasses;
import dev.morgana.image.repeatable.compiler.MethodHash;
import dev.morgana.image.repeatable.reflection.MethodOrder;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.constant.ClassDesc;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Edited copies of classes of a JDK, with which its runs repeat each other.
public final class RepeatableJdk {
    private RepeatableJdk() {}

    /// Writes the classes of the JDK in `javaHome` to jars in `directory`, which is made, and returns the options that have its `java` use them.
    ///
    /// @throws IllegalStateException if this is not the JDK that the edits were written for: one of them finds nothing to change
    public static List<String> options(Path javaHome, Path directory) throws IOException {
        try (var modules =
                FileSystems.newFileSystem(
                        URI.create("jrt:/"), Map.of("java.home", javaHome.toString()))) {
            Path root = modules.getPath("modules");
            return List.of(
                    option(root, Edits.BASE, MethodOrder.class, directory),
                    option(root, Edits.COMPILER, MethodHash.class, directory));
        }
    }

    private static String option(Path modules, String name, Class<?> added, Path directory)
            throws IOException {
        Path module = modules.resolve(name);
        var classes =
                new EditedClasses(
                        module,
                        ClassHierarchyResolver.ofResourceParsing(type -> open(module, type)));
        for (var edit : Edits.ALL) {
            if (edit.module().equals(name)) {
                classes.apply(edit);
            }
        }
        classes.add(added);
        Path jar = directory.resolve(name + ".jar");
        classes.write(jar);
        return "--patch-module=%s=%s".formatted(name, jar);
    }

    private static @Nullable InputStream open(Path module, ClassDesc type) {
        String descriptor = type.descriptorString();
        try {
            return Files.newInputStream(
                    module.resolve(descriptor.substring(1, descriptor.length() - 1) + ".class"));
        } catch (NoSuchFileException e) {
            return null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
