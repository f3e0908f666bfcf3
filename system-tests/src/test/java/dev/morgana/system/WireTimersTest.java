package dev.morgana.system;

import static dev.morgana.system.WireConnection.ACK;
import static dev.morgana.system.WireConnection.RST;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.morgana.system.WireConnection.Segment;
import dev.morgana.wire.EthernetHeader;
import dev.morgana.wire.Ipv4Header;
import dev.morgana.wire.PacketBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// What TCP of an image does when time passes: in a process alone, since these tests wait. The numbers are those of docs/protocols.md.
final class WireTimersTest {
    private static Wire wire;
    private static Session session;

    @BeforeAll
    static void boot() throws Exception {
        wire = Wire.open(Cable.PROCESS);
        session = wire.startProbe();
    }

    @AfterAll
    static void end() throws Exception {
        session.close();
        wire.close();
    }

    @Test
    @DisplayName("23: a peer that has vanished is found out: it answers no probe of keep-alive")
    void deadPeer() throws Exception {
        WireConnection c = wire.to(10).open();
        for (int probe = 0; probe < 2; probe++) {
            Segment asked = c.await();
            assertEquals(ACK, asked.header().flags());
            assertEquals(c.ack - 1, asked.header().sequence());
        }
        session.awaitOut(
                "probed connection has failed: java.net.SocketException: Connection timed out\n");
    }

    @Test
    @DisplayName("26, 93: a closed window is probed again and again, and text goes when it opens")
    void zeroWindow() throws Exception {
        WireConnection c = wire.to(7).open();
        c.header.putWindow(0);
        c.text("for later");
        Segment probe = c.await();
        int probes = 0;
        while (probes < 3) {
            if (probe.text().length() == 1) {
                assertEquals(c.ack, probe.header().sequence());
                probes++;
                c.send(ACK);
            }
            probe = c.await();
        }
        c.header.putWindow(65535);
        c.send(ACK);
        StringBuilder got = new StringBuilder();
        while (got.length() < 9) {
            got.append(c.awaitNew().text());
        }
        assertEquals("for later", got.toString());
    }

    @Test
    @DisplayName("17: what nobody acknowledges is sent again, after twice the time each time")
    void retransmission() throws Exception {
        WireConnection c = wire.to(7).open();
        c.text("x");
        List<Long> times = new ArrayList<>();
        while (times.size() < 4) {
            if (c.await().text().equals("x")) {
                times.add(System.nanoTime());
            }
        }
        long first = times.get(2) - times.get(1);
        long second = times.get(3) - times.get(2);
        assertTrue(second > first * 3 / 2, () -> "pauses " + first + ", " + second);
        c.send(RST);
    }

    @Test
    @DisplayName(
            "33, 55: connecting to a neighbour that does not answer fails soon: No route to host")
    void absentHost() throws Exception {
        byte[] where = "10.1.0.99 80".getBytes(StandardCharsets.US_ASCII);
        wire.packet(Wire.datagram(Wire.PEER, Wire.IMAGE, 8, where));
        byte[] frame = wire.await("answer", f -> Wire.is(f, Ipv4Header.UDP));
        PacketBuffer packet = Wire.buffer(frame);
        packet.consume(EthernetHeader.SIZE + 28);
        assertEquals(
                "java.net.NoRouteToHostException: No route to host",
                new String(packet.toByteArray(), StandardCharsets.US_ASCII));
    }
}
