package dev.morgana.system;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// `examples/echo` in one machine for all tests, and what `--pcap` recorded of them.
final class EchoTest {
    /// QEMU's network takes so many new connections at a time.
    private static final int AT_ONCE = 40;

    @TempDir private static Path directory;

    private static List<Integer> ports;
    private static InetSocketAddress datagrams;
    private static Session session;

    @BeforeAll
    static void start() throws Exception {
        Morgana.build("examples/echo");
        ports = Host.freePorts(AT_ONCE);
        datagrams = new InetSocketAddress(InetAddress.getLoopbackAddress(), Host.freePort());
        List<String> line = new ArrayList<>(List.of("run", "examples/echo"));
        line.addAll(List.of("--pcap", directory.resolve("echo.pcap").toString()));
        line.addAll(List.of("-p", datagrams.getPort() + ":7/udp"));
        ports.forEach(port -> line.addAll(List.of("-p", port + ":7")));
        session = Morgana.start(line.toArray(String[]::new));
        session.awaitOut("listening on port 7\n");
        session.awaitErr(String.valueOf(ports.getLast()));
    }

    /// The capture is whole when the machine has ended.
    @AfterAll
    static void stop() throws Exception {
        try (Session stopping = session) {
            new EchoTest().givesBackWhatComes(10);
            new EchoTest().givesBackDatagrams(10);
            stopping.signal("INT").end().assertStatus(130).assertOut("listening on port 7\n");
        }
        List<Kind> kinds = Capture.read(directory.resolve("echo.pcap"));
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
    private static Socket connect(int port) throws IOException {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        Socket socket = Client.limited(new Socket());
        socket.bind(new InetSocketAddress(loopback, 0));
        socket.connect(new InetSocketAddress(loopback, ports.get(port)));
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
