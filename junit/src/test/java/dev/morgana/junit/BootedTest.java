package dev.morgana.junit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.morgana.image.Image;
import dev.morgana.image.ImageMetadata;
import dev.morgana.launch.CardConnection;
import dev.morgana.launch.ImageTarget;
import dev.morgana.launch.MemorySize;
import dev.morgana.launch.PortForward;
import dev.morgana.launch.Target;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A shell script in the place of a process image.
final class BootedTest {
    private static final int MACHINE_FAULT = 125;

    @TempDir private Path directory = Path.of("");

    private Booted boot(String script) throws IOException {
        return boot(script, 60);
    }

    private Booted boot(String script, int patience) throws IOException {
        Path file = Files.writeString(directory.resolve("image"), "#!/bin/sh\n" + script);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
        var settings =
                new Target.Settings(
                        Optional.of(MemorySize.parse("64M")),
                        Optional.empty(),
                        CardConnection.NONE,
                        Stream.of("9000:80", "9001:53/udp", "9002:80", "9003:53")
                                .map(PortForward::parse)
                                .toList(),
                        Optional.empty(),
                        List.of(),
                        List.of(),
                        List.of());
        return Booted.boot(
                new Image(
                        file, Image.symbolsOf(file), ImageMetadata.parse("{\"name\": \"script\"}")),
                ImageTarget.named("process"),
                settings,
                new Consoles(),
                patience);
    }

    @Test
    void whatItWritesIsAwaited() throws IOException {
        Booted script = boot("echo one; echo two >&2");
        script.awaitOutput("one\n").awaitError("two\n");
        assertEquals("one\n", script.output());
        assertTrue(script.error().startsWith("two\n"), script::error);
    }

    @Test
    void itsEndIsAwaited() throws IOException {
        Booted script = boot("exit 7");
        assertEquals(MACHINE_FAULT, script.awaitEnd());
        script.awaitError("the process stopped without a word (status 7)");
        script.stop();
    }

    @Test
    void whatDoesNotComeFailsWithAllThatCame() throws IOException {
        Booted script = boot("echo one");
        var failure = assertThrows(AssertionError.class, () -> script.awaitOutput("two"));
        assertTrue(
                String.valueOf(failure.getMessage())
                        .startsWith("\"two\" does not come\n--- standard output\none\n"),
                failure::getMessage);
    }

    @Test
    void whatDoesNotReachMainIsEnded() throws IOException {
        Path number = directory.resolve("number");
        String script = "echo $$ > %s; exec sleep 600".formatted(number);
        var late = assertThrows(AssertionError.class, () -> boot(script, 5));
        assertTrue(
                String.valueOf(late.getMessage()).startsWith("it neither reaches main nor fails\n"),
                late::getMessage);
        long process = Long.parseLong(Files.readString(number).strip());
        assertEquals(
                Optional.of(false),
                ProcessHandle.of(process).map(ProcessHandle::isAlive).or(() -> Optional.of(false)));
    }

    @Test
    void portsLeadToTheProgram() throws IOException {
        Booted script = boot("");
        assertEquals(URI.create("http://127.0.0.1:9000/"), script.uri());
        assertEquals(9001, script.address("53/udp").getPort());
        assertEquals(9003, script.address("53").getPort());
        assertEquals(
                List.of(9000, 9002),
                script.addresses("80").stream().map(InetSocketAddress::getPort).toList());
        assertThrows(IllegalStateException.class, () -> script.address("8080"));
    }
}
