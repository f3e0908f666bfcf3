package dev.morgana.runtime.net;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.morgana.wire.MacAddress;
import dev.morgana.wire.PacketBuffer;
import dev.morgana.wire.PacketPool;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A TAP interface whose other side is the test.
final class TapCardTest {
    private static final int MTU = 1500;

    /// Calls that the kernel would answer.
    private static final class Tap implements FrameTransport {
        private final ArrayDeque<byte[]> coming = new ArrayDeque<>();
        private final List<byte[]> written = new ArrayList<>();
        private boolean full;
        private boolean gone;

        @Override
        public int read(byte[] to, int offset, int count) {
            byte[] next = coming.poll();
            if (next == null) {
                return gone ? -1 : 0;
            }
            int part = Math.min(count, next.length);
            System.arraycopy(next, 0, to, offset, part);
            return part;
        }

        @Override
        public int write(byte[] from, int offset, int count) {
            if (full) {
                return 0;
            }
            written.add(Arrays.copyOfRange(from, offset, offset + count));
            return count;
        }

        /// `header` in hexadecimal, and so many octets.
        void give(String header, int octets) {
            byte[] head = HexFormat.of().parseHex(header.replace(" ", ""));
            byte[] whole = Arrays.copyOf(head, head.length + octets);
            for (int i = head.length; i < whole.length; i++) {
                whole[i] = (byte) i;
            }
            coming.add(whole);
        }
    }

    private final Tap tap = new Tap();
    private final TapCard card = new TapCard(tap, new MacAddress(0x0200_0000_0001L), MTU);
    private final PacketPool usual = new PacketPool(MTU + 14, 8);
    private final PacketPool large = new PacketPool(card.largestFrame(), 2);
    private final FrameSource source = new FrameSource(card, usual, large);

    private static PacketBuffer frame(int octets) {
        PacketBuffer frame = PacketBuffer.unpooled(100, octets);
        frame.append(octets);
        return frame;
    }

    private String headerOfLast() {
        return HexFormat.of().formatHex(tap.written.getLast(), 0, 10);
    }

    @Test
    void framesAsTheyAreHaveAnEmptyHeader() {
        PacketBuffer frame = frame(60);
        Arrays.fill(frame.array(), 0, frame.start(), (byte) 0xff);
        assertTrue(card.transmit(frame));
        assertEquals("00000000000000000000", headerOfLast());
        assertEquals(70, tap.written.getLast().length);
        assertEquals(60, frame.length());
    }

    @Test
    void aFrameWithoutRoomBeforeItIsSentToo() {
        byte[] octets = new byte[42];
        new Random(1).nextBytes(octets);
        assertTrue(card.transmit(PacketBuffer.copyOf(octets)));
        assertEquals("00000000000000000000", headerOfLast());
        assertArrayEquals(octets, Arrays.copyOfRange(tap.written.getLast(), 10, 52));
    }

    @Test
    void aDeferredChecksumIsNamed() {
        PacketBuffer frame = frame(100);
        frame.consume(34);
        frame.deferChecksum(16);
        frame.prepend(34);
        assertTrue(card.transmit(frame));
        // NEEDS_CSUM, from octet 34 on, into the octet 16 behind
        assertEquals("01 00 0000 0000 2200 1000".replace(" ", ""), headerOfLast());
    }

    @Test
    void textForSeveralSegmentsIsToBeCut() {
        PacketBuffer frame = frame(60_000);
        frame.consume(34);
        frame.array()[frame.start() + 12] = (byte) 0x80; // a TCP header of 32 octets
        frame.deferChecksum(16);
        frame.segmentSize(1448);
        frame.prepend(34);
        assertTrue(card.transmit(frame));
        // TCPV4, 66 octets of headers, 1448 octets each
        assertEquals("01 01 4200 a805 2200 1000".replace(" ", ""), headerOfLast());
        assertEquals(60_010, tap.written.getLast().length);
    }

    @Test
    void whatFoundNoRoomIsSentUnchangedLater() {
        PacketBuffer frame = frame(60);
        tap.full = true;
        assertFalse(card.transmit(frame));
        assertEquals(60, frame.length());
        tap.full = false;
        assertTrue(card.transmit(frame));
        assertEquals(70, tap.written.getLast().length);
    }

    @Test
    void usualFramesComeInUsualBuffers() {
        tap.give("00 00 0000 0000 0000 0000", 1514);
        PacketBuffer frame = source.next();
        assertNotNull(frame);
        assertEquals(1514, frame.length());
        assertFalse(frame.isIntact());
        assertEquals(1, usual.inUse());
        assertEquals(0, large.inUse());
        byte[] expected = new byte[1514];
        for (int i = 0; i < expected.length; i++) {
            expected[i] = (byte) (i + 10);
        }
        assertArrayEquals(expected, frame.toByteArray());
        frame.release();
        assertNull(source.next());
        assertEquals(0, usual.inUse() + large.inUse());
    }

    @ParameterizedTest
    @CsvSource({
        "01 00 0000 0000 2200 1000, 60, true", // its checksum is left to whoever needs it
        "02 00 0000 0000 0000 0000, 60, true", // its checksum was looked at
        "00 00 0000 0000 0000 0000, 60, false",
        "04 00 0000 0000 0000 0000, 60, false"
    })
    void theHeaderVouchesForChecksums(String header, int octets, boolean intact) {
        tap.give(header, octets);
        PacketBuffer frame = source.next();
        assertNotNull(frame);
        assertEquals(octets, frame.length());
        assertEquals(intact, frame.isIntact());
    }

    @ParameterizedTest
    @CsvSource({"01 01 4200 a805 2200 1000", "01 81 4200 a805 2200 1000"})
    void segmentsInOneKeepALargeBuffer(String header) {
        tap.give(header, 40_000);
        byte[] given = tap.coming.getLast();
        given[10 + 12] = 8;
        given[10 + 13] = 0;
        given[10 + 14 + 9] = 6;
        PacketBuffer frame = source.next();
        assertNotNull(frame);
        assertEquals(40_000, frame.length());
        assertEquals(1448, frame.segmentSize());
        assertTrue(frame.isIntact());
        assertEquals(1, large.inUse());
        frame.release();
        assertEquals(0, large.inUse());
    }

    @ParameterizedTest
    @CsvSource({
        "01 00 0000 0000 2200 1900, 60", // the checksum would lie half behind the end
        "01 00 0000 0000 ffff ffff, 60",
        "00 00 0000 0000 0000 0000, 1515", // larger than the MTU, but not segments in one
        "00 01 0000 0000 0000 0000, 40000", // segments without a length
        "01 01 4200 a805 2200 1000, 40000", // segments of TCP, which it is not
        "00 03 0000 a805 0000 0000, 40000", // UDP, which was not asked for
        "00 04 0000 a805 0000 0000, 40000", // IPv6
        "00 ff 0000 a805 0000 0000, 40000",
        "00 00 0000 0000 0000 0000, 0"
    })
    void whatCannotBeIsDropped(String header, int octets) {
        tap.give(header, octets);
        PacketBuffer frame = source.next();
        assertNotNull(frame);
        assertEquals(0, frame.length());
        frame.release();
        assertEquals(0, usual.inUse() + large.inUse());
    }

    @Test
    void aHeaderThatIsCutOffIsDropped() {
        for (int octets = 1; octets < 10; octets++) {
            tap.coming.add(new byte[octets]);
            PacketBuffer frame = source.next();
            assertNotNull(frame);
            assertEquals(0, frame.length());
            frame.release();
        }
    }

    @Test
    void withoutBuffersTheCardKeepsItsFrames() {
        PacketBuffer one = large.take();
        PacketBuffer other = large.take();
        assertNotNull(one);
        assertNotNull(other);
        tap.give("00 00 0000 0000 0000 0000", 60);
        assertNull(source.next());
        assertTrue(source.isStarved());
        one.release();
        PacketBuffer frame = source.next();
        assertNotNull(frame);
        assertFalse(source.isStarved());
        assertEquals(60, frame.length());
        other.release();
    }

    @Test
    void nothingComesFromAnInterfaceThatIsGone() {
        tap.gone = true;
        assertNull(source.next());
    }

    @Test
    void anyHeaderIsSurvived() {
        long seed = Long.getLong("seed", System.nanoTime());
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            byte[] octets = new byte[1 + random.nextInt(99)];
            random.nextBytes(octets);
            tap.coming.add(octets);
            PacketBuffer frame = source.next();
            assertNotNull(frame, () -> "-Dseed=" + seed);
            assertTrue(frame.length() <= Math.max(0, octets.length - 10), () -> "-Dseed=" + seed);
            frame.release();
            assertEquals(0, usual.inUse() + large.inUse(), () -> "-Dseed=" + seed);
        }
    }
}
