package dev.morgana.platform.jvm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.oracle.svm.core.annotate.Alias;
import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import java.io.File;
import java.io.IOException;
import java.lang.reflect.AccessFlag;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;

/// Substitutions woven into classes, which are then run.
final class WeaverTest {
    /// A class to change.
    static class Original {
        private int count = 40;

        static String name() {
            return "original";
        }

        private static int add(int a, int b) {
            return a + b;
        }

        int total() {
            return add(count, 1);
        }
    }

    @TargetClass(Original.class)
    static final class Changes {
        @Alias int count;

        @Substitute
        static String name() {
            Supplier<String> lambda = () -> helper() + "!";
            return lambda.get();
        }

        static String helper() {
            return "changed";
        }

        @Substitute
        int total() {
            return add(count, 2);
        }

        @Alias
        static native int add(int a, int b);
    }

    @TargetClass(Original.class)
    static final class Mistaken {
        @Substitute
        static String nome() {
            return "";
        }
    }

    private static byte[] bytes(Class<?> type) throws IOException {
        try (var in = type.getResourceAsStream(type.getName().replaceAll(".*\\.", "") + ".class")) {
            return in.readAllBytes();
        }
    }

    private static ClassNode woven(Class<?> substitution) throws IOException {
        var changes = new ClassNode();
        new ClassReader(bytes(substitution)).accept(changes, 0);
        String target = Substitution.target(changes);
        var original = new ClassNode();
        new ClassReader(bytes(Original.class)).accept(original, 0);
        var renamed = Opened.read(bytes(substitution), Map.of(changes.name, target));
        return new Substitution(renamed).into(original);
    }

    /// Loads the woven class beside the original one.
    private static Class<?> load(ClassNode node) {
        var writer = new ClassWriter(0);
        node.accept(writer);
        byte[] bytes = writer.toByteArray();
        return new ClassLoader(WeaverTest.class.getClassLoader()) {
            Class<?> define() {
                return defineClass(node.name.replace('/', '.'), bytes, 0, bytes.length);
            }
        }.define();
    }

    @Test
    void methodsAreReplacedAndHelpersMoveAlong() throws Exception {
        Class<?> changed = load(woven(Changes.class));
        var name = changed.getDeclaredMethod("name");
        name.setAccessible(true);
        assertEquals("changed!", name.invoke(null));
        var constructor = changed.getDeclaredConstructor();
        constructor.setAccessible(true);
        var total = changed.getDeclaredMethod("total");
        total.setAccessible(true);
        assertEquals(42, total.invoke(constructor.newInstance()));
    }

    @Test
    void whatIsNamedIsOpened() throws Exception {
        Class<?> changed = load(woven(Changes.class));
        assertTrue(changed.getDeclaredField("count").accessFlags().contains(AccessFlag.PUBLIC));
    }

    @Test
    void whatTheTargetLacksIsSaid() {
        var failure = assertThrows(IllegalArgumentException.class, () -> woven(Mistaken.class));
        assertTrue(String.valueOf(failure.getMessage()).contains("has no nome"), failure::toString);
    }

    @Test
    void theRuntimeFitsTheJdk(@TempDir Path directory) throws IOException {
        var places =
                Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                        .map(Path::of)
                        .filter(Files::exists)
                        .toList();
        Weaver.weave(places, directory);
        assertTrue(
                Weaver.options(directory).stream()
                        .anyMatch(option -> option.startsWith("--patch-module=jdk.net=")));
        var net = new ClassNode();
        new ClassReader(Files.readAllBytes(directory.resolve("java.base/sun/nio/ch/Net.class")))
                .accept(net, 0);
        var socket =
                net.methods.stream()
                        .filter(method -> method.name.equals("socket0"))
                        .findFirst()
                        .orElseThrow();
        assertEquals(0, socket.access & Opcodes.ACC_NATIVE);
    }
}
