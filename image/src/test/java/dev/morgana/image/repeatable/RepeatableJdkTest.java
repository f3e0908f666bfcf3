package dev.morgana.image.repeatable;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.morgana.image.repeatable.reflection.MethodOrder;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

final class RepeatableJdkTest {
    private static final Path JDK = Path.of(System.getProperty("java.home"));

    @TempDir private Path directory = Path.of("");

    @Test
    @Timeout(60)
    void twoRunsRepeatEachOther() throws Exception {
        var options = RepeatableJdk.options(JDK, directory);
        String first = draws(options);
        assertEquals(first, draws(options));
        assertTrue(first.endsWith("asynchronous\n0 threads of the common pool\n"));
    }

    @Test
    void aJdkWithoutThePlacesIsRefused() {
        assertThrows(
                Exception.class,
                () -> RepeatableJdk.options(directory.resolve("no-jdk"), directory));
    }

    @Test
    void methodsHaveOneOrder() {
        var random = new Random(1);
        for (int round = 0; round < 20; round++) {
            var methods = new ArrayList<>(List.of(String.class.getDeclaredMethods()));
            Collections.shuffle(methods, random);
            Method[] sorted = MethodOrder.sort(methods.toArray(Method[]::new));
            assertArrayEquals(MethodOrder.sort(String.class.getDeclaredMethods()), sorted);
            assertEquals(methods.size(), List.of(sorted).stream().distinct().count());
            var constructors = new ArrayList<>(List.of(String.class.getDeclaredConstructors()));
            Collections.shuffle(constructors, random);
            assertArrayEquals(
                    MethodOrder.sort(String.class.getDeclaredConstructors()),
                    MethodOrder.sort(constructors.toArray(Constructor<?>[]::new)));
        }
        String[] names =
                Arrays.stream(MethodOrder.sort(String.class.getDeclaredMethods()))
                        .map(Method::getName)
                        .toArray(String[]::new);
        String[] ordered = names.clone();
        Arrays.sort(ordered);
        assertArrayEquals(ordered, names);
    }

    private static String draws(List<String> options) throws Exception {
        var command = new ArrayList<>(List.of(JDK.resolve("bin/java").toString()));
        // Edited classes are verified, which those of the JDK are not by default.
        command.addAll(
                List.of(
                        "-Xshare:off",
                        "-XX:+UnlockDiagnosticVMOptions",
                        "-XX:+BytecodeVerificationLocal",
                        "-XX:+UnlockExperimentalVMOptions",
                        "-XX:+EnableJVMCI",
                        "--add-modules=jdk.internal.vm.ci"));
        command.add("-Djava.util.concurrent.ForkJoinPool.common.parallelism=0");
        command.addAll(options.stream().filter(option -> option.contains("java.base=")).toList());
        Path classes =
                Path.of(Draws.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        command.addAll(List.of("-cp", classes.toString(), Draws.class.getName()));
        Edits.ALL.forEach(edit -> command.add(edit.type()));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), output);
        return output;
    }
}
