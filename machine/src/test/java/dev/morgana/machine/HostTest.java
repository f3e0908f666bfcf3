package dev.morgana.machine;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Runs the tests in `src/test/c/*_test.c` on the host, compiled with the address and undefined
/// behaviour sanitizers. The first line of each names the sources it tests; each of its functions
/// is reported as a test of its own. `SEED=n` in the environment repeats a random test.
class HostTest {
    @TestFactory
    Stream<DynamicNode> pureParts() throws IOException, InterruptedException {
        assumeTrue(Toolchain.installed("gcc"), "gcc is not installed");
        Files.createDirectories(Toolchain.WORK);
        assumeTrue(
                canCompile(),
                "gcc lacks the C library's headers or the sanitizers (libc6-dev, libasan)");
        try (Stream<Path> files = Files.list(Toolchain.TEST)) {
            return files
                    .filter(file -> file.toString().endsWith("_test.c"))
                    .sorted()
                    .toList()
                    .stream()
                    .flatMap(HostTest::tests);
        }
    }

    private static boolean canCompile() throws IOException, InterruptedException {
        Path probe = Toolchain.WORK.resolve("probe.c");
        Files.writeString(probe, "#include <stdio.h>\nint main(void) { return puts(\"\") < 0; }\n");
        String output = Toolchain.WORK.resolve("probe").toString();
        return Toolchain.run(
                                Toolchain.WORK,
                                List.of(
                                        "gcc",
                                        "-fsanitize=address,undefined",
                                        "-o",
                                        output,
                                        probe.toString()))
                        .status()
                == 0;
    }

    private static Stream<DynamicNode> tests(Path source) {
        String name = source.getFileName().toString().replace(".c", "");
        try {
            String output = compileAndRun(source, Toolchain.WORK.resolve(name));
            List<String> lines =
                    output.lines()
                            .filter(l -> l.startsWith("PASS ") || l.startsWith("FAIL "))
                            .toList();
            boolean broken =
                    lines.isEmpty()
                            || output.contains("ERROR: ")
                            || output.contains("runtime error");
            Stream<DynamicNode> whole =
                    Stream.of(DynamicTest.dynamicTest(name, () -> assertFalse(broken, output)));
            return Stream.concat(whole, lines.stream().map(line -> test(name, line)));
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(name, e);
        }
    }

    private static DynamicNode test(String file, String line) {
        String name = line.split(" ", -1)[1];
        return DynamicTest.dynamicTest(
                file + "." + name, () -> assertFalse(line.startsWith("FAIL "), line));
    }

    private static String compileAndRun(Path source, Path program)
            throws IOException, InterruptedException {
        String head = Files.readAllLines(source).getFirst();
        List<String> command =
                new ArrayList<>(
                        List.of(
                                ("gcc -std=gnu17 -O1 -g -Wall -Wextra -Werror -fsanitize=address,undefined"
                                                + " -fno-sanitize-recover=all -DMACHINE_HOST_TEST")
                                        .split(" ", -1)));
        command.addAll(List.of("-I" + Toolchain.MAIN, "-o", program.toString(), source.toString()));
        for (String part : head.replace("// sources:", "").trim().split(" ", -1)) {
            if (!part.isEmpty()) {
                command.add(Toolchain.MAIN.resolve(part).toString());
            }
        }
        Toolchain.succeed(Toolchain.WORK, command);
        return Toolchain.run(
                        Toolchain.WORK,
                        List.of("env", "ASAN_OPTIONS=detect_leaks=0", program.toString()))
                .output();
    }
}
