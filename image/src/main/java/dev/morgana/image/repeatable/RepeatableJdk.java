package dev.morgana.image.repeatable;

import dev.morgana.image.SortedJar;
import dev.morgana.image.repeatable.compiler.MethodHash;
import dev.morgana.image.repeatable.reflection.MethodOrder;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.constant.ClassDesc;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Edited copies of classes of a JDK, with which its runs repeat each other.
public final class RepeatableJdk {
    private static final Map<String, Class<?>> ADDED =
            Map.of(Edits.BASE, MethodOrder.class, Edits.COMPILER, MethodHash.class);

    private final FileSystem modules;

    /// The classes of each module, by the names of their files.
    private final SortedMap<String, SortedMap<String, byte[]>> edited = new TreeMap<>();

    private RepeatableJdk(FileSystem modules) {
        this.modules = modules;
    }

    /// Writes the classes of the JDK in `javaHome` to jars in `directory`, which is made, and returns the options that have its `java` use them.
    ///
    /// @throws IllegalStateException if this is not the JDK that the edits were written for: one of them finds nothing to change
    public static List<String> options(Path javaHome, Path directory) throws IOException {
        var options = new ArrayList<String>();
        for (var module : edited(javaHome).entrySet()) {
            Path jar = directory.resolve(module.getKey() + ".jar");
            SortedJar.write(jar, module.getValue());
            options.add("--patch-module=%s=%s".formatted(module.getKey(), jar));
        }
        return options;
    }

    private static SortedMap<String, SortedMap<String, byte[]>> edited(Path javaHome)
            throws IOException {
        try (var modules =
                FileSystems.newFileSystem(
                        URI.create("jrt:/"), Map.of("java.home", javaHome.toString()))) {
            var jdk = new RepeatableJdk(modules);
            for (var edit : Edits.ALL) {
                jdk.put(edit.module(), edit.type(), jdk.apply(edit));
            }
            for (var added : ADDED.entrySet()) {
                jdk.put(added.getKey(), added.getValue().getName(), content(added.getValue()));
            }
            return jdk.edited;
        }
    }

    private byte[] apply(Edit edit) throws IOException {
        var file =
                ClassFile.of(ClassFile.ClassHierarchyResolverOption.of(hierarchy(edit.module())));
        var original = file.parse(Files.readAllBytes(classFile(edit.module(), edit.type())));
        int[] places = {0};
        byte[] result =
                file.transformClass(original, edit.change().transform(original, () -> places[0]++));
        if (places[0] == 0) {
            throw new IllegalStateException(
                    "nothing to change in %s: not the JDK that this was written for"
                            .formatted(edit.type()));
        }
        return result;
    }

    private ClassHierarchyResolver hierarchy(String module) {
        return ClassHierarchyResolver.ofResourceParsing(type -> open(module, type))
                .orElse(ClassHierarchyResolver.defaultResolver());
    }

    private @Nullable InputStream open(String module, ClassDesc type) {
        String descriptor = type.descriptorString();
        try {
            return Files.newInputStream(
                    classFile(module, descriptor.substring(1, descriptor.length() - 1)));
        } catch (NoSuchFileException e) {
            return null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path classFile(String module, String type) {
        return modules.getPath("modules", module, type.replace('.', '/') + ".class");
    }

    private static byte[] content(Class<?> type) throws IOException {
        try (var content =
                Objects.requireNonNull(type.getResourceAsStream(type.getSimpleName() + ".class"))) {
            return content.readAllBytes();
        }
    }

    private void put(String module, String type, byte[] content) {
        edited.computeIfAbsent(module, _ -> new TreeMap<>())
                .put(type.replace('.', '/') + ".class", content);
    }
}
