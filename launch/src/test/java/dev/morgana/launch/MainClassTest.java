package dev.morgana.launch;

import static java.lang.constant.ConstantDescs.CD_String;
import static java.lang.constant.ConstantDescs.CD_void;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MainClassTest {
    private static final MethodTypeDesc ARGUMENTS =
            MethodTypeDesc.of(CD_void, CD_String.arrayType());
    private static final MethodTypeDesc NOTHING = MethodTypeDesc.of(CD_void);
    private static final int PUBLIC_STATIC = ClassFile.ACC_PUBLIC | ClassFile.ACC_STATIC;

    @TempDir private Path directory = Path.of("");

    /// Writes a class with one method.
    private void define(String name, String method, MethodTypeDesc type, int flags)
            throws IOException {
        define(directory, name, method, type, flags);
    }

    private static void define(
            Path root, String name, String method, MethodTypeDesc type, int flags)
            throws IOException {
        Path file = root.resolve(name.replace('.', '/') + ".class");
        Files.createDirectories(file.getParent());
        Files.write(
                file,
                ClassFile.of()
                        .build(
                                ClassDesc.of(name),
                                builder -> {
                                    builder.withMethodBody(
                                            "<init>",
                                            NOTHING,
                                            ClassFile.ACC_PUBLIC,
                                            code -> code.return_());
                                    builder.withMethodBody(
                                            method, type, flags, code -> code.return_());
                                }));
    }

    private String find() throws IOException {
        return MainClass.find(directory, Optional.empty());
    }

    @Test
    void isTheOnlyClassWithAMain() throws IOException {
        define("shop.Main", "main", ARGUMENTS, PUBLIC_STATIC);
        define("shop.Basket", "add", ARGUMENTS, PUBLIC_STATIC);
        assertEquals("shop.Main", find());
    }

    @Test
    void mayBeInTheUnnamedPackageAndHaveAnInstanceMain() throws IOException {
        define("Main", "main", NOTHING, 0);
        assertEquals("Main", find());
    }

    @Test
    void doesNotCountPrivateMainsOrOtherTypes() throws IOException {
        define("A", "main", ARGUMENTS, ClassFile.ACC_PRIVATE | ClassFile.ACC_STATIC);
        define("B", "main", MethodTypeDesc.of(CD_String), PUBLIC_STATIC);
        define("C", "main", MethodTypeDesc.of(CD_void, CD_String), PUBLIC_STATIC);
        assertEquals(
                "no class in " + directory + " has a main method",
                assertThrows(UsageException.class, this::find).getMessage());
    }

    @Test
    void severalAreNamed() throws IOException {
        define("b.Two", "main", ARGUMENTS, PUBLIC_STATIC);
        define("a.One", "main", NOTHING, PUBLIC_STATIC);
        assertEquals(
                "several classes in "
                        + directory
                        + " have a main method; choose one with --main-class:\n  a.One\n  b.Two",
                assertThrows(UsageException.class, this::find).getMessage());
    }

    @Test
    void theManifestDecides() throws IOException {
        define("a.One", "main", ARGUMENTS, PUBLIC_STATIC);
        define("b.Two", "main", ARGUMENTS, PUBLIC_STATIC);
        Path jar = jar(Optional.of("b.Two"), "a/One.class", "b/Two.class");
        assertEquals("b.Two", MainClass.find(jar, Optional.of(jar)));
    }

    @Test
    void aJarWithoutAManifestIsSearched() throws IOException {
        define("a.One", "main", ARGUMENTS, PUBLIC_STATIC);
        Path jar = jar(Optional.empty(), "a/One.class");
        assertEquals("a.One", MainClass.find(jar, Optional.of(jar)));
        assertTrue(MainClass.isIn(jar, "a.One"));
        assertEquals(List.of("a.One"), MainClass.candidates(jar));
    }

    @Test
    void aFileThatIsNoJarIsRefused() throws IOException {
        Path jar = Files.writeString(directory.resolve("no.jar"), "no");
        var refused =
                assertThrows(UsageException.class, () -> MainClass.find(jar, Optional.of(jar)));
        String message = String.valueOf(refused.getMessage());
        assertTrue(message.startsWith(jar + " is not a jar that can be read"), message);
    }

    private Path jar(Optional<String> mainClass, String... entries) throws IOException {
        Path jar = directory.resolve("program.jar");
        var manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        mainClass.ifPresent(
                name -> manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, name));
        try (var out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
            for (String entry : entries) {
                out.putNextEntry(new JarEntry(entry));
                out.write(Files.readAllBytes(directory.resolve(entry)));
            }
        }
        return jar;
    }
}
