package dev.morgana.system;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// Sockets of the image: loopback, the card, DHCP, static addresses, forwarded ports. 10.0.2.2 is this machine in QEMU's user
/// network.
final class NetworkTest {
    @Test
    void loopbackNeedsNoCard() throws Exception {
        Where.PROCESS
                .probe("loopback", "127.0.0.1")
                .assertStatus(0)
                .assertOutContains("all clients ended\n");
    }

    @Test
    void aClosedPortOfTheMachineItselfRefuses() throws Exception {
        Where.PROCESS
                .probe("refused", "127.0.0.1")
                .assertStatus(0)
                .assertOut("java.net.ConnectException: Connection refused\n");
    }

    @ParameterizedTest
    @EnumSource
    void withoutACardThereIsNoWayOut(Where where) throws Exception {
        Transcript ended = where.probe("refused", "10.0.2.2").assertStatus(0);
        assertTrue(
                ended.out().matches("java\\.net\\.\\w+Exception: Network( is)? unreachable\n"),
                ended::toString);
    }

    @Test
    void aClosedPortOutsideRefuses() throws Exception {
        Morgana.probe(List.of(), "refused", "10.0.2.2")
                .assertStatus(0)
                .assertOut("java.net.ConnectException: Connection refused\n");
    }

    @Test
    void timeoutsAreTheJdksOwn() throws Exception {
        Where.PROCESS
                .probe("timeouts")
                .assertStatus(0)
                .assertOut(
                        "java.net.SocketTimeoutException: Accept timed out\njava.net.SocketTimeoutException: Read timed out\n");
    }

    @Test
    @DisplayName(
            "24: RFC 9293 3.8.5: Socket.sendUrgentData sends, and the octet lies in the stream")
    void urgentData() throws Exception {
        Where.PROCESS.probe("urgent").assertStatus(0).assertOut("say it! now\n");
    }

    @Test
    void closingAServerSocketEndsItsAccept() throws Exception {
        Where.PROCESS.probe("close").assertStatus(0).assertOut("server: Socket closed\nclosed\n");
    }

    @ParameterizedTest
    @CsvSource({"'', 10.0.2.15", "net.ipv4=10.0.2.99/24 net.gateway=10.0.2.2, 10.0.2.99"})
    void connectsOutFromItsAddress(String keys, String address) throws Exception {
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread answering = Thread.startVirtualThread(() -> answer(server));
            List<String> options =
                    keys.isEmpty()
                            ? List.of()
                            : keys.lines()
                                    .flatMap(line -> List.of(line.split(" ")).stream())
                                    .flatMap(key -> List.of("--boot", key).stream())
                                    .toList();
            Morgana.probe(options, "connect", "10.0.2.2", String.valueOf(server.getLocalPort()))
                    .assertStatus(0)
                    .assertOut(
                            "from "
                                    + address
                                    + " to 10.0.2.2\nthe server heard: hello from inside\n");
            answering.join();
        }
    }

    private static void answer(ServerSocket server) {
        try (Socket socket = server.accept()) {
            String heard =
                    new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            socket.getOutputStream()
                    .write(("the server heard: " + heard).getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void theHostNameIsABootKey() throws Exception {
        Morgana.probe(List.of("--boot", "net.hostname=castle"), "hostname")
                .assertStatus(0)
                .assertOut("castle\n");
    }

    @Test
    void unknownNamesAreUnknown() throws Exception {
        Morgana.probe("resolve", "no-such-host.invalid")
                .assertStatus(1)
                .assertErrContains("java.net.UnknownHostException: no-such-host.invalid");
    }

    @Test
    void literalAddressesNeedNoNameServer() throws Exception {
        Where.PROCESS.probe("resolve", "192.0.2.7").assertStatus(0).assertOut("192.0.2.7\n");
    }

    @ParameterizedTest
    @CsvSource({"QEMU, 7", "QEMU, 9000", "PROCESS, 7", "PROCESS, 9000"})
    void forwardedPortsLeadIn(Where where, int guestPort) throws Exception {
        int port = Host.freePort();
        try (Session session =
                where.startProbe(
                        List.of("-p", port + ":" + guestPort),
                        "echo-server",
                        String.valueOf(guestPort))) {
            session.awaitOut("listening on " + guestPort + "\n");
            assertEquals("over the card", echoed(port, "over the card"));
            session.signal("INT").end();
        }
    }

    /// A PC with firmware, whose card is on PCI Express.
    @Test
    void forwardedPortsLeadIntoAPc() throws Exception {
        int port = Host.freePort();
        String forward = port + ":7";
        try (Session session =
                Morgana.start(
                        "run",
                        Morgana.PROBE,
                        "--target",
                        "q35",
                        "-p",
                        forward,
                        "--",
                        "echo-server",
                        "7")) {
            session.awaitOut("listening on 7\n");
            assertEquals("over the card", echoed(port, "over the card"));
            session.signal("INT").end();
        }
    }

    @ParameterizedTest
    @EnumSource
    void severalPortsLeadInAndOnlyOnLoopback(Where where) throws Exception {
        int one = Host.freePort();
        int other = Host.freePort();
        try (Session session =
                where.startProbe(
                        List.of("-p", one + ":7", "-p", "127.0.0.1:" + other + ":7"),
                        "echo-server",
                        "7")) {
            session.awaitOut("listening on 7\n");
            assertEquals("one", echoed(one, "one"));
            assertEquals("other", echoed(other, "other"));
            session.signal("INT").end();
        }
    }

    /// Not more than fits into a packet: passt, the user network of processes, passes no fragments.
    @ParameterizedTest
    @EnumSource
    void forwardedDatagramsLeadInAndBack(Where where) throws Exception {
        int port = Host.freePort();
        try (Session session = where.startProbe(List.of("-p", port + ":7/udp"), "wire")) {
            session.awaitOut("ready\n");
            for (int octets : new int[] {1, 512, 1472}) {
                byte[] sent = new byte[octets];
                new Random(octets).nextBytes(sent);
                assertArrayEquals(sent, echoed(port, sent));
            }
            session.signal("INT").end();
        }
    }

    /// A datagram may come before the image has its address, and is then lost: it is repeated until an answer comes.
    private static byte[] echoed(int port, byte[] datagram) throws IOException {
        InetAddress here = InetAddress.getLoopbackAddress();
        var answer = new DatagramPacket(new byte[2000], 2000);
        try (var socket = new DatagramSocket()) {
            socket.setSoTimeout(1000);
            for (int attempt = 0; attempt < 100; attempt++) {
                socket.send(new DatagramPacket(datagram, datagram.length, here, port));
                try {
                    socket.receive(answer);
                    return Arrays.copyOf(answer.getData(), answer.getLength());
                } catch (SocketTimeoutException e) {
                    // Once more.
                }
            }
        }
        return fail("no answer to a datagram of " + datagram.length + " octets");
    }

    private static String echoed(int port, String text) throws IOException {
        try (var socket = Client.connect(port)) {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
