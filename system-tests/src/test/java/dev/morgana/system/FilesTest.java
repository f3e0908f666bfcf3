package dev.morgana.system;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Files in memory, as the program in the image sees them.
final class FilesTest {
    @Test
    void behaveAsOnLinux() throws Exception {
        Transcript ended = Morgana.probe("files").assertStatus(0);
        assertEquals(onThisMachine("files"), ended.out(), ended::toString);
    }

    @Test
    void areBelowTmpOnly() throws Exception {
        Morgana.probe("file-system")
                .assertStatus(0)
                .assertOut(
                        """
                        /
                        /tmp
                        / /tmp
                        7 permissions, of root, on rootfs read-only
                        9 permissions, of root, on tmpfs
                        FileSystemException: ~x: Read-only file system
                        FileSystemException: ~x: Read-only file system
                        FileSystemException: ~tmp: Read-only file system
                        FileSystemException: ~x: Read-only file system
                        FileAlreadyExistsException: ~tmp
                        """);
    }

    @Test
    void haveABudgetThatIsGivenBack() throws Exception {
        Morgana.probe("disk-full")
                .assertStatus(0)
                .assertOut(
                        """
                        round 1: No space left on device
                        nearly full true
                        round 2: No space left on device
                        nearly full true
                        round 3: No space left on device
                        nearly full true
                        """);
    }

    /// What a check of the probe prints on the JVM that runs this test.
    private static String onThisMachine(String check) throws IOException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Path classes = Morgana.ROOT.resolve(Morgana.PROBE).resolve("target/classes");
        List<String> line =
                List.of(
                        java.toString(),
                        "-cp",
                        classes.toString(),
                        "dev.morgana.probe.Main",
                        check);
        ProcessBuilder builder = new ProcessBuilder(line);
        builder.environment().put("LC_ALL", "C.UTF-8");
        builder.redirectError(ProcessBuilder.Redirect.INHERIT);
        Process process = builder.start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
