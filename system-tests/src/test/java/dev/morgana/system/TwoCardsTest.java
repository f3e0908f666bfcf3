package dev.morgana.system;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.morgana.testkit.RawFrame;
import dev.morgana.wire.Ipv4Header;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A machine with two cards, as its configuration class describes it: one on QEMU's user network, which has a DHCP server, the other with a fixed address on a wire whose other end is the test.
final class TwoCardsTest {
    private static final String PROGRAM = "system-tests/programs/TwoCards.java";

    @Test
    void bothCardsCarryWhatIsTheirs() throws Exception {
        int port = Host.freePort();
        try (QemuLink link = new QemuLink();
                Wire wire = Wire.over(link);
                Session session =
                        Where.QEMU.start(
                                PROGRAM,
                                List.of(
                                        "--net",
                                        "user",
                                        "-p",
                                        port + ":8080",
                                        "--net",
                                        link.network()))) {
            session.awaitOut("listening\n");
            wire.meet();
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                assertEquals(
                        """
                        1 lo lo 127.0.0.1/8
                        2 eth0 lan 1500 10.0.2.15/24
                        3 eth1 back 1500 10.1.0.1/24
                        asked at 10.0.2.15
                        """,
                        new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
            }
            byte[] data = "over the second card".getBytes(StandardCharsets.UTF_8);
            wire.packet(Wire.datagram(Wire.PEER, Wire.IMAGE, 7, data));
            byte[] echo = wire.await("echo", frame -> Wire.is(frame, Ipv4Header.UDP));
            assertEquals(Wire.IMAGE.bits(), RawFrame.u16(echo, 26) << 16 | RawFrame.u16(echo, 28));
            assertArrayEquals(data, Arrays.copyOfRange(echo, 42, 42 + data.length));
            session.end().assertStatus(0);
        }
    }
}
