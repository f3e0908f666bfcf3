package dev.morgana.net.tcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.morgana.wire.Bytes;
import dev.morgana.wire.Checksum;
import dev.morgana.wire.PacketBuffer;
import dev.morgana.wire.TcpHeader;
import java.util.ArrayList;
import java.util.List;

/// What a card does with a segment whose checksum is left to it: cuts it where it stands for several, and completes checksums (virtio 1.2 section 5.1.6.2).
public final class CuttingCard {
    private static final int FLAGS_AT = 13;
    private static final int LAST_ONLY = TcpHeader.FIN | TcpHeader.PSH;

    private CuttingCard() {}

    /// The segments on the wire. `segment` stays the caller's.
    public static List<byte[]> cut(PacketBuffer segment, int source, int destination) {
        byte[] whole = segment.toByteArray();
        assertEquals(segment.start(), segment.checksumStart());
        assertEquals(segment.start() + TcpHeader.CHECKSUM_AT, segment.checksumField());
        long pseudo = Checksum.pseudoHeader(source, destination, 6, whole.length);
        assertEquals(
                ~Checksum.finish(pseudo) & 0xffff,
                Bytes.u16(whole, TcpHeader.CHECKSUM_AT),
                "the sum of the pseudo-header");
        int header = (whole[12] & 0xf0) >> 2;
        int text = whole.length - header;
        int size = segment.segmentSize() == 0 ? Math.max(1, text) : segment.segmentSize();
        assertTrue(segment.segmentSize() == 0 || text > size, "stands for one only");
        List<byte[]> all = new ArrayList<>();
        for (int at = 0; at == 0 || at < text; at += size) {
            all.add(piece(whole, header, at, Math.min(size, text - at), source, destination));
        }
        return all;
    }

    private static byte[] piece(
            byte[] whole, int header, int at, int count, int source, int destination) {
        byte[] piece = new byte[header + count];
        System.arraycopy(whole, 0, piece, 0, header);
        System.arraycopy(whole, header + at, piece, header, count);
        Bytes.put32(piece, 4, Bytes.i32(whole, 4) + at);
        if (header + at + count < whole.length) {
            piece[FLAGS_AT] &= (byte) ~LAST_ONLY;
        }
        Bytes.put16(piece, TcpHeader.CHECKSUM_AT, 0);
        long sum = Checksum.pseudoHeader(source, destination, 6, piece.length);
        sum = Checksum.add(sum, piece, 0, piece.length);
        Bytes.put16(piece, TcpHeader.CHECKSUM_AT, Checksum.finish(sum));
        return piece;
    }
}
