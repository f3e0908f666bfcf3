package dev.morgana.image.smaller;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SmallerBuilderTest {
    private static final List<Path> BUILDER =
            Stream.of(
                            System.getProperty(
                                            "surefire.test.class.path",
                                            System.getProperty("java.class.path"))
                                    .split(":"))
                    .filter(entry -> entry.endsWith(".jar"))
                    .map(Path::of)
                    .toList();
    private static final String FRAMES = "com/oracle/svm/core/code/FrameInfoEncoder.class";

    @TempDir private Path directory = Path.of("");

    @Test
    void editedClassesAreSound() throws IOException {
        var files =
                ClassFile.of(
                        ClassFile.ClassHierarchyResolverOption.of(
                                ClassHierarchyResolver.ofResourceParsing(
                                                getClass().getClassLoader())
                                        .orElse(
                                                ClassHierarchyResolver.ofResourceParsing(
                                                        SmallerBuilderTest::compilerInterface))));
        try (var jar = new JarFile(SmallerBuilder.jar(BUILDER, _ -> true, directory).toFile())) {
            var entries = jar.stream().toList();
            assertTrue(entries.size() >= 2);
            for (ZipEntry entry : entries) {
                byte[] content = jar.getInputStream(entry).readAllBytes();
                assertEquals(List.of(), files.verify(content), entry.getName());
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

    @Test
    void framesKeepTheirIndicesUnlessThatIsReduced() throws IOException {
        try (var jar = new JarFile(SmallerBuilder.jar(BUILDER, _ -> false, directory).toFile())) {
            assertEquals(null, jar.getEntry(FRAMES));
        }
        try (var jar =
                new JarFile(SmallerBuilder.jar(BUILDER, "indices"::equals, directory).toFile())) {
            assertEquals(FRAMES, jar.getEntry(FRAMES).getName());
        }
    }

    @Test
    void anotherBuilderIsRefused() {
        assertThrows(
                IllegalStateException.class,
                () -> SmallerBuilder.jar(List.of(), _ -> true, directory));
    }
}
