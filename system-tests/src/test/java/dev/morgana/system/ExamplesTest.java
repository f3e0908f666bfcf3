package dev.morgana.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.morgana.junit.BootImage;
import dev.morgana.junit.Booted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// The examples that end by themselves, on both targets.
final class ExamplesTest {
    private static final String HELLO = "../examples/hello";
    private static final String THREADS = "../examples/threads";
    private static final String FILES = "../examples/files";
    private static final String CRASH = "../examples/crash";

    @Nested
    @BootImage(
            value = HELLO,
            target = "qemu",
            ports = {})
    final class HelloInMachine extends Example {}

    @Nested
    @BootImage(
            value = HELLO,
            target = "process",
            ports = {})
    final class HelloInProcess extends Example {}

    @Nested
    @BootImage(
            value = THREADS,
            target = "qemu",
            ports = {})
    final class ThreadsInMachine extends Example {}

    @Nested
    @BootImage(
            value = THREADS,
            target = "process",
            ports = {})
    final class ThreadsInProcess extends Example {}

    @Nested
    @BootImage(
            value = FILES,
            target = "qemu",
            ports = {})
    final class FilesInMachine extends Example {}

    @Nested
    @BootImage(
            value = FILES,
            target = "process",
            ports = {})
    final class FilesInProcess extends Example {}

    @Nested
    @BootImage(
            value = CRASH,
            target = "qemu",
            ports = {})
    final class CrashInMachine extends Example {}

    @Nested
    @BootImage(
            value = CRASH,
            target = "process",
            ports = {})
    final class CrashInProcess extends Example {}

    /// An example whose README says with which exit status it ends, and has what it prints on standard output as its first fenced block. If it fails, what it
    /// prints on standard error is the second one. There `@` stands for anything.
    @ExtendWith(CurrentTool.class)
    abstract static class Example {
        private static final Pattern STATUS = Pattern.compile("exit status(?: is)? (\\d+)");

        @Test
        void doesWhatItsReadmeSays(Booted example) throws IOException {
            Path folder = Path.of(getClass().getAnnotation(BootImage.class).value());
            String readme = Files.readString(folder.resolve("README.md"));
            int status = status(readme);
            List<String> blocks = blocks(readme);
            assertEquals(status, example.awaitEnd(), example::toString);
            assertEquals(blocks.getFirst(), example.output(), example::toString);
            if (status != 0) {
                String trace = Pattern.quote(blocks.get(1)).replace("@", "\\E(?s:.*?)\\Q");
                assertTrue(
                        Pattern.compile(trace).matcher(example.error()).find(), example::toString);
            }
        }

        private static int status(String readme) {
            return STATUS.matcher(readme)
                    .results()
                    .mapToInt(said -> Integer.parseInt(said.group(1)))
                    .findFirst()
                    .orElseThrow();
        }

        private static List<String> blocks(String readme) {
            List<String> blocks = new ArrayList<>();
            String[] parts = readme.split("(?m)^```\\w*\n", -1);
            for (int i = 1; i < parts.length; i += 2) {
                blocks.add(parts[i]);
            }
            return blocks;
        }
    }
}
