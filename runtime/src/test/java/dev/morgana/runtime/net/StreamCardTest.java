package dev.morgana.runtime.net;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.morgana.wire.MacAddress;
import dev.morgana.wire.PacketBuffer;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class StreamCardTest {
    private static final int MTU = 1500;

    /// A socket whose other side is the test: it gives what `coming` holds and takes what `room` allows, a random part at a time.
    private static final class Socket implements FrameTransport {
        private final Random random;
        private final ByteArrayOutputStream written = new ByteArrayOutputStream();
        private byte[] coming = {};
        private int read;
        private int room = Integer.MAX_VALUE;
        private boolean gone;

        Socket(long seed) {
            random = new Random(seed);
        }

        @Override
        public int read(byte[] to, int offset, int count) {
            int there = Math.min(count, coming.length - read);
            if (there == 0) {
                return gone ? -1 : 0;
            }
            int part = 1 + random.nextInt(there);
            System.arraycopy(coming, read, to, offset, part);
            read += part;
            return part;
        }

        @Override
        public int write(byte[] from, int offset, int count) {
            int part = Math.min(count, room);
            if (part == 0) {
                return gone ? -1 : 0;
            }
            part = 1 + random.nextInt(part);
            written.write(from, offset, part);
            room -= part;
            return part;
        }
    }

    private static StreamCard card(Socket socket) {
        return new StreamCard(socket, new MacAddress(0x0200_0000_0001L), MTU);
    }

    private static byte[] frame(Random random) {
        byte[] made = new byte[14 + random.nextInt(MTU + 1)];
        random.nextBytes(made);
        return made;
    }

    private static byte[] stream(List<byte[]> frames) {
        var all = new ByteArrayOutputStream();
        for (byte[] frame : frames) {
            all.write(0);
            all.write(0);
            all.write(frame.length >> 8);
            all.write(frame.length);
            all.writeBytes(frame);
        }
        return all.toByteArray();
    }

    @Test
    void framesComeWholeHoweverTheStreamIsCut() {
        for (long seed = 0; seed < 50; seed++) {
            var random = new Random(seed);
            List<byte[]> frames = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                frames.add(frame(random));
            }
            var socket = new Socket(seed);
            socket.coming = stream(frames);
            var card = card(socket);
            var into = PacketBuffer.unpooled(64, MTU + 14);
            for (int turns = 0; !frames.isEmpty(); turns++) {
                assertTrue(turns < 1_000_000, "seed " + seed);
                if (card.receive(into)) {
                    assertArrayEquals(frames.removeFirst(), into.toByteArray(), "seed " + seed);
                }
            }
            assertFalse(card.receive(into));
        }
    }

    @Test
    void framesGoWholeHoweverTheSocketTakesThem() {
        for (long seed = 0; seed < 50; seed++) {
            var random = new Random(seed);
            var socket = new Socket(seed);
            socket.room = 0;
            var card = card(socket);
            List<byte[]> sent = new ArrayList<>();
            while (sent.size() < 300) {
                byte[] frame = frame(random);
                if (card.transmit(PacketBuffer.copyOf(frame))) {
                    sent.add(frame);
                } else {
                    socket.room += random.nextInt(100_000);
                }
            }
            socket.room = Integer.MAX_VALUE;
            card.flush();
            assertArrayEquals(stream(sent), socket.written.toByteArray(), "seed " + seed);
        }
    }

    @Test
    void aLengthThatNoFrameHasUnplugsTheCable() {
        var socket = new Socket(1);
        socket.coming = new byte[] {-1, -1, -1, -1, 0, 0, 0, 0};
        var card = card(socket);
        var into = PacketBuffer.unpooled(0, MTU + 14);
        for (int i = 0; i < 20; i++) {
            assertFalse(card.receive(into));
        }
        assertTrue(card.transmit(PacketBuffer.copyOf(new byte[60])), "lost, as without a cable");
        card.flush();
        assertEquals(0, socket.written.size());
    }

    @Test
    void afterTheEndNothingComes() {
        var socket = new Socket(1);
        socket.gone = true;
        socket.room = 0;
        var card = card(socket);
        assertFalse(card.receive(PacketBuffer.unpooled(0, MTU + 14)));
        assertTrue(card.transmit(PacketBuffer.copyOf(new byte[60])));
        card.flush();
    }
}
