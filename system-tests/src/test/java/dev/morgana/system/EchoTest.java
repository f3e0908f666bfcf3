package dev.morgana.system;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.morgana.junit.BootImage;
import dev.morgana.junit.Booted;
import dev.morgana.system.Capture.Kind;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// `examples/echo` in one machine for all tests, and what was recorded of them.
@ExtendWith(CurrentTool.class)
@BootImage(
        value = "../examples/echo",
        target = "qemu",
        ports = {"7", "7/udp"},
        entrances = EchoTest.AT_ONCE,
        capture = EchoTest.CAPTURE,
        patience = 600)
final class EchoTest {
    /// QEMU's network takes so many new connections at a time.
    static final int AT_ONCE = 40;

    static final String CAPTURE = "target/echo.pcap";

    private static final String LISTENING = "listening on port 7\n";

    private static List<InetSocketAddress> streams = List.of();
    private static InetSocketAddress datagrams = new InetSocketAddress(0);

    @BeforeAll
    static void await(Booted echo) {
        echo.awaitOutput(LISTENING);
        streams = echo.addresses("7");
        datagrams = echo.address("7/udp");
    }

    /// The capture is whole when the machine has ended.
    @AfterAll
    static void stop(Booted echo) throws Exception {
        new EchoTest().givesBackWhatComes(10);
        new EchoTest().givesBackDatagrams(10);
        OrderlyEnd.assertStops(echo, LISTENING);
        List<Kind> kinds = Capture.read(Path.of(CAPTURE));
        for (Kind kind : List.of(Kind.ARP, Kind.DHCP, Kind.TCP, Kind.UDP)) {
            assertTrue(kinds.contains(kind), () -> kind + " is not among " + kinds);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 16_384, 16_385, 5_000_000})
    void givesBackWhatComes(int bytes) throws Exception {
        byte[] sent = content(bytes);
        try (var socket = connect(0)) {
            Thread.startVirtualThread(() -> send(socket, sent));
            assertArrayEquals(sent, socket.getInputStream().readAllBytes());
        }
    }

    @Test
    void servesManyAtOnce() throws Exception {
        List<Socket> sockets = new ArrayList<>();
        for (int i = 0; i < 5 * AT_ONCE; i++) {
            sockets.add(connect(i % AT_ONCE));
            // An echo says that this one is through to the image, and the next may come.
            echo(sockets.getLast(), i);
        }
        for (int i = 0; i < sockets.size(); i++) {
            echo(sockets.get(i), i + 1);
        }
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    @Test
    void othersAreServedBesideBadClients() throws Exception {
        try (var greedy = connect(0)) {
            Thread.startVirtualThread(() -> send(greedy, content(20_000_000)));
            for (int i = 0; i < 20; i++) {
                try (var rude = connect(i)) {
                    rude.setSoLinger(true, 0);
                    rude.getOutputStream().write(content(100));
                }
            }
            givesBackWhatComes(100_000);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 512, 1472, 1473, 9000})
    void givesBackDatagrams(int bytes) throws Exception {
        byte[] sent = content(bytes);
        byte[] received = new byte[65_507];
        var answer = new DatagramPacket(received, received.length);
        try (var socket = new DatagramSocket()) {
            socket.setSoTimeout((int) Session.LIMIT.toMillis());
            socket.send(new DatagramPacket(sent, bytes, datagrams));
            socket.receive(answer);
        }
        assertEquals(datagrams, answer.getSocketAddress());
        assertArrayEquals(sent, Arrays.copyOf(received, answer.getLength()));
    }

    private static void echo(Socket socket, int seed) throws IOException {
        byte[] sent = content(1 + seed % 50);
        socket.getOutputStream().write(sent);
        assertArrayEquals(sent, socket.getInputStream().readNBytes(sent.length));
    }

    /// QEMU's user network keeps the client's port, whichever forwarded port it came by: two connections from one port would be one
    /// connection to the guest. A port that is bound first is nobody else's.
    private static Socket connect(int entrance) throws IOException {
        Socket socket = Client.limited(new Socket());
        socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        socket.connect(streams.get(entrance));
        return socket;
    }

    private static void send(Socket socket, byte[] content) {
        try {
            socket.getOutputStream().write(content);
            socket.shutdownOutput();
        } catch (IOException e) {
            // The reading side says what is missing; the greedy client is cut off.
        }
    }

    private static byte[] content(int bytes) {
        byte[] content = new byte[bytes];
        new Random(bytes).nextBytes(content);
        return content;
    }
}
