package dev.morgana.image.edited;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.constant.ClassDesc;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.jspecify.annotations.Nullable;

/// The image builder of the tests, and a check of what was made of its classes.
public final class SoundClasses {
    /// The jars of the builder.
    public static final List<Path> BUILDER =
            Stream.of(
                            System.getProperty(
                                            "surefire.test.class.path",
                                            System.getProperty("java.class.path"))
                                    .split(":"))
                    .filter(entry -> entry.endsWith(".jar"))
                    .map(Path::of)
                    .toList();

    private SoundClasses() {}

    /// Fails unless a virtual machine would take each class in `jar`.
    public static void verify(Path jar) throws IOException {
        var files =
                ClassFile.of(
                        ClassFile.ClassHierarchyResolverOption.of(
                                ClassHierarchyResolver.ofResourceParsing(
                                                SoundClasses.class.getClassLoader())
                                        .orElse(
                                                ClassHierarchyResolver.ofResourceParsing(
                                                        SoundClasses::compilerInterface))));
        try (var content = new JarFile(jar.toFile())) {
            var entries = content.stream().toList();
            assertTrue(entries.size() >= 2);
            for (ZipEntry entry : entries) {
                byte[] type = content.getInputStream(entry).readAllBytes();
                assertEquals(List.of(), files.verify(type), entry.getName());
            }
        }
    }

    /// The class `type`, of a module of the JDK that the test does not run with.
    private static @Nullable InputStream compilerInterface(ClassDesc type) {
        String descriptor = type.descriptorString();
        try {
            return Files.newInputStream(
                    Path.of(URI.create("jrt:/jdk.internal.vm.ci"))
                            .resolve(descriptor.substring(1, descriptor.length() - 1) + ".class"));
        } catch (IOException e) {
            return null;
        }
    }
}
