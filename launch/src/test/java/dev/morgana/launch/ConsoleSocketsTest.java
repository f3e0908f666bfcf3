package dev.morgana.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class ConsoleSocketsTest {
    private static String all(ConsoleSockets.Connection connection) throws IOException {
        try (var channel = connection.await()) {
            return new String(
                    Channels.newInputStream(channel).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static void say(Path socket, String text) throws IOException {
        try (var channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
            channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
        }
    }

    @Test
    void aConnectionThatIsTakenLateLosesNothing() throws IOException {
        try (var sockets = ConsoleSockets.open()) {
            var control = sockets.listen(ConsoleSockets.CONTROL);
            say(sockets.directory().resolve(ConsoleSockets.CONTROL), "exit 0\n");
            sockets.noMore();
            assertEquals("exit 0\n", all(control));
        }
    }

    @Test
    void aConnectionThatNeverCameIsAtItsEnd() throws IOException {
        try (var sockets = ConsoleSockets.open()) {
            var output = sockets.listen(ConsoleSockets.OUTPUT);
            sockets.noMore();
            assertEquals("", all(output));
        }
    }

    @Test
    void nothingIsLeftInTheFolderOnceAllAreConnected() throws IOException {
        try (var sockets = ConsoleSockets.open()) {
            Path folder = sockets.directory();
            var output = sockets.listen(ConsoleSockets.OUTPUT);
            var errors = sockets.listen(ConsoleSockets.ERROR);
            for (String name : new String[] {ConsoleSockets.OUTPUT, ConsoleSockets.ERROR}) {
                say(folder.resolve(name), name);
            }
            assertEquals("stdout", all(output));
            assertEquals("stderr", all(errors));
            assertFalse(Files.exists(folder));
            sockets.noMore();
        }
    }
}
