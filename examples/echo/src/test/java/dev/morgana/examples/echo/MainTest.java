package dev.morgana.examples.echo;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The server on the JVM, over loopback.
final class MainTest {
    private static InetSocketAddress server;

    @BeforeAll
    static void start() throws IOException {
        var main = new Main();
        server = new InetSocketAddress(InetAddress.getLoopbackAddress(), main.listen(0));
        Thread.ofPlatform().daemon().start(() -> serve(main));
    }

    private static void serve(Main main) {
        try {
            main.serve();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 16_384, 16_385, 5_000_000})
    void givesBackWhatComes(int bytes) throws Exception {
        byte[] sent = content(bytes);
        try (var socket = connect()) {
            Thread.startVirtualThread(() -> send(socket, sent));
            assertArrayEquals(sent, socket.getInputStream().readAllBytes());
        }
    }

    @Test
    void servesManyAtOnce() throws Exception {
        List<Socket> sockets = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            sockets.add(connect());
        }
        for (int round = 1; round <= 2; round++) {
            for (int i = 0; i < sockets.size(); i++) {
                sockets.get(i).getOutputStream().write(content(i % 50 + round));
            }
            for (int i = 0; i < sockets.size(); i++) {
                byte[] expected = content(i % 50 + round);
                assertArrayEquals(
                        expected, sockets.get(i).getInputStream().readNBytes(expected.length));
            }
        }
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    /// One who does not read its answers does not hold the others up, and one who breaks off harms nobody.
    @Test
    void othersAreServedBesideBadClients() throws Exception {
        var greedy = connect();
        Thread.startVirtualThread(() -> send(greedy, content(50_000_000)));
        for (int i = 0; i < 50; i++) {
            var rude = connect();
            rude.setSoLinger(true, 0);
            rude.getOutputStream().write(content(100));
            rude.close();
        }
        givesBackWhatComes(100_000);
        greedy.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 512, 1472, 1473, 9000, 65_507})
    void givesBackDatagrams(int bytes) throws Exception {
        try (var socket = new DatagramSocket()) {
            byte[] sent = content(bytes);
            socket.setSoTimeout(60_000);
            socket.send(new DatagramPacket(sent, bytes, server));
            var answer = new DatagramPacket(new byte[65_507], 65_507);
            socket.receive(answer);
            assertEquals(server, answer.getSocketAddress());
            assertArrayEquals(sent, Arrays.copyOf(answer.getData(), answer.getLength()));
        }
    }

    private static Socket connect() throws IOException {
        return new Socket(server.getAddress(), server.getPort());
    }

    private static void send(Socket socket, byte[] content) {
        try {
            socket.getOutputStream().write(content);
            socket.shutdownOutput();
        } catch (IOException e) {
            // The test's reading side says what is missing; the greedy one is cut off.
        }
    }

    private static byte[] content(int bytes) {
        byte[] content = new byte[bytes];
        new Random(bytes).nextBytes(content);
        return content;
    }
}
