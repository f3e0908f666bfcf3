package dev.morgana.testkit;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// Writes frames to a capture file that Wireshark and tcpdump read: the pcap format with nanosecond time stamps
/// (draft-ietf-opsawg-pcap, magic number a1b23c4d).
public final class PcapWriter implements SimulatedNetwork.FrameTap {
    /// Link type of Ethernet frames.
    public static final int ETHERNET = 1;

    /// Link type of bare IP packets.
    public static final int RAW_IP = 101;

    private static final int SNAPSHOT_LENGTH = 262_144;

    private final OutputStream out;

    /// Writes the file header for frames of `linkType`. The stream stays the caller's to close.
    public PcapWriter(OutputStream out, int linkType) {
        this.out = out;
        write(
                littleEndian(24)
                        .putInt(0xa1b2_3c4d)
                        .putShort((short) 2)
                        .putShort((short) 4)
                        .putLong(0)
                        .putInt(SNAPSHOT_LENGTH)
                        .putInt(linkType)
                        .array());
    }

    /// Appends one frame; `now` is nanoseconds.
    @Override
    public void sent(byte[] frame, long now) {
        write(
                littleEndian(16)
                        .putInt((int) (now / 1_000_000_000L))
                        .putInt((int) (now % 1_000_000_000L))
                        .putInt(frame.length)
                        .putInt(frame.length)
                        .array());
        write(frame);
    }

    private static ByteBuffer littleEndian(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }

    private void write(byte[] bytes) {
        try {
            out.write(bytes);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
