package dev.morgana.net.tcp;

import static dev.morgana.net.tcp.TcpScript.ACK;
import static dev.morgana.net.tcp.TcpScript.FIN;
import static dev.morgana.net.tcp.TcpScript.MSS;
import static dev.morgana.net.tcp.TcpScript.PSH;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import dev.morgana.wire.PacketBuffer;
import dev.morgana.wire.PacketPool;
import org.junit.jupiter.api.Test;

/// TCP over a card that cuts text into segments, sums them, and gives received segments as one.
final class OffloadTest {
    private final TcpScript tcp = new TcpScript();

    private TcpConnection connected(int largeBuffers) {
        tcp.large = new PacketPool(65_535, largeBuffers);
        return tcp.connected();
    }

    private void expect(int flags, int seq, int count, int pieces) {
        assertEquals(pieces, tcp.expect(flags, seq, 1, count).pieces());
    }

    @Test
    void fullSegmentsGoTogetherAsFarAsTheWindowsAllow() {
        TcpConnection c = connected(1);
        tcp.write(c, 30 * MSS);
        tcp.tcp.poll(tcp.now);
        // RFC 6928: ten segments to begin with.
        expect(ACK, 1, 10 * MSS, 10);
        tcp.expectNothing();
        tcp.peer(ACK, 1, 1 + 10 * MSS).window(8 * MSS + 10).arrive();
        expect(ACK, 1 + 10 * MSS, 8 * MSS, 8);
        tcp.expectNothing();
    }

    @Test
    void theTailGoesWithThemAndFinFollows() {
        TcpConnection c = connected(1);
        tcp.write(c, 3 * MSS + 500);
        c.close(tcp.now);
        tcp.tcp.poll(tcp.now);
        expect(ACK | PSH, 1, 3 * MSS + 500, 4);
        expect(ACK | FIN, 1 + 3 * MSS + 500, 0, 1);
        tcp.expectNothing();
    }

    /// What is little waits for the acknowledgment of what is little, however that was sent.
    @Test
    void afterATailTheNextOneWaits() {
        TcpConnection c = connected(1);
        c.noDelay(false);
        tcp.write(c, MSS + 500);
        tcp.tcp.poll(tcp.now);
        expect(ACK | PSH, 1, MSS + 500, 2);
        tcp.write(c, 2 * MSS + 100);
        tcp.tcp.poll(tcp.now);
        expect(ACK, 1 + MSS + 500, 2 * MSS, 2);
        tcp.expectNothing();
        tcp.peer(ACK, 1, 1 + 3 * MSS + 500).arrive();
        expect(ACK | PSH, 1 + 3 * MSS + 500, 100, 1);
        tcp.expectNothing();
    }

    /// A window that ends within the tail lets full segments go alone.
    @Test
    void aTailThatDoesNotFitStays() {
        TcpConnection c = connected(1);
        tcp.write(c, 10 * MSS + 1);
        tcp.tcp.poll(tcp.now);
        expect(ACK, 1, 10 * MSS, 10);
        tcp.expectNothing();
    }

    @Test
    void pushStandsOnTheLastOnly() {
        TcpConnection c = connected(1);
        tcp.write(c, 3 * MSS);
        tcp.tcp.poll(tcp.now);
        expect(ACK | PSH, 1, 3 * MSS, 3);
    }

    @Test
    void whatIsLostComesOneByOne() {
        TcpConnection c = connected(1);
        tcp.write(c, 5 * MSS);
        tcp.tcp.poll(tcp.now);
        expect(ACK | PSH, 1, 5 * MSS, 5);
        tcp.pass(300);
        expect(ACK, 1, MSS, 1);
        tcp.expectNothing();
        tcp.peer(ACK, 1, 1 + MSS).arrive();
        expect(ACK, 1 + MSS, MSS, 1);
        expect(ACK, 1 + 2 * MSS, MSS, 1);
        tcp.expectNothing();
    }

    @Test
    void withoutALargeBufferTheyGoSingly() {
        TcpConnection c = connected(1);
        assertNotNull(tcp.large);
        PacketBuffer held = tcp.large.take();
        assertNotNull(held);
        tcp.write(c, 2 * MSS);
        tcp.tcp.poll(tcp.now);
        expect(ACK, 1, MSS, 1);
        expect(ACK | PSH, 1 + MSS, MSS, 1);
        tcp.expectNothing();
        held.release();
    }

    @Test
    void oneCallNeverHoldsMoreThanAPacketCan() {
        tcp.large = new PacketPool(65_535, 1);
        TcpConnection c = tcp.connecting();
        tcp.peer(TcpScript.SYN | ACK, 0, 1).mss(1460).shift(7).window(65_535).arrive();
        tcp.expect(ACK, 1, 1, 0);
        c.noDelay(true);
        int sent = 0;
        int most = 0;
        for (int round = 0; round < 200; round++) {
            tcp.write(c, 1 << 20);
            tcp.tcp.poll(tcp.now);
            while (!tcp.sent.isEmpty()) {
                int count = tcp.sent.remove().text().length();
                sent += count;
                most = Math.max(most, count);
            }
            tcp.peer(ACK, 1, 1 + sent).window(65_535).arrive();
        }
        assertEquals(65_455 / 1460 * 1460, most);
    }

    @Test
    void mergedSegmentsAreTakenAndAcknowledgedAtOnce() {
        TcpConnection c = connected(1);
        tcp.peer(ACK | PSH, 1, 1).text(20 * MSS).merged(MSS).arrive();
        tcp.expect(ACK, 1, 1 + 20 * MSS, 0);
        assertEquals(20 * MSS, c.available());
        // What is a full segment has not changed: two of them are acknowledged as before.
        tcp.peer(ACK, 1 + 20 * MSS, 1).text(MSS).arrive();
        tcp.peer(ACK, 1 + 21 * MSS, 1).text(MSS).arrive();
        tcp.expect(ACK, 1, 1 + 22 * MSS, 0);
        tcp.expectNothing();
    }

    @Test
    void theChecksumIsTheCardsMatterOnlyWhereItVouches() {
        TcpConnection c = connected(1);
        tcp.peer(ACK, 1, 1).text("lost").damaged().arrive();
        tcp.expectNothing();
        assertEquals(0, c.available());
        tcp.peer(ACK, 1, 1).text("kept").damaged().vouched().arrive();
        assertEquals(4, c.available());
        assertEquals(1, tcp.tcp.counts().badChecksum());
    }

    /// A hostile length of a piece changes nothing but when to acknowledge.
    @Test
    void theLengthOfAPieceIsNotTrusted() {
        TcpConnection c = connected(1);
        tcp.peer(ACK, 1, 1).text(3).merged(65_535).arrive();
        assertEquals(3, c.available());
        tcp.peer(ACK, 4, 1).text(MSS).merged(1).arrive();
        tcp.peer(ACK, 4 + MSS, 1).text(MSS).arrive();
        assertEquals(3 + 2 * MSS, c.available());
        tcp.expect(ACK, 1, 4 + 2 * MSS, 0);
    }
}
