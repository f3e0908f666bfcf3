package dev.morgana.runtime.net;

import dev.morgana.wire.Bytes;
import dev.morgana.wire.MacAddress;
import dev.morgana.wire.PacketBuffer;

/// A card whose transport is a stream of frames, each behind its length in four octets (network byte order), as passt and QEMU's stream sockets have it.
/// Many frames go through one read or write.
final class StreamCard extends ProcessCard {
    private static final int BUFFER = 64 << 10;
    private static final int LENGTH = 4;

    /// Read and not yet taken.
    private final byte[] in = new byte[BUFFER];

    private int inStart;
    private int inEnd;

    /// Taken and not yet written.
    private final byte[] out = new byte[BUFFER];

    private int outStart;
    private int outEnd;
    private boolean gone;

    StreamCard(FrameTransport transport, MacAddress address, int mtu) {
        super(transport, address, mtu);
    }

    @Override
    public boolean receive(PacketBuffer into) {
        into.trim(0);
        if (!whole() && !fill()) {
            return false;
        }
        int length = Bytes.i32(in, inStart);
        if (length <= into.tailroom()) {
            into.append(in, inStart + LENGTH, length);
            counter.received(length);
        } else {
            counter.droppedReceived();
        }
        inStart += LENGTH + length;
        return true;
    }

    /// Whether a frame has come whole. A length that no frame can have breaks the stream for good.
    private boolean whole() {
        if (inEnd - inStart < LENGTH) {
            return false;
        }
        int length = Bytes.i32(in, inStart);
        if (length < 0 || length > BUFFER - LENGTH) {
            gone = true;
        }
        return !gone && inEnd - inStart - LENGTH >= length;
    }

    private boolean fill() {
        if (gone) {
            return false;
        }
        System.arraycopy(in, inStart, in, 0, inEnd - inStart);
        inEnd -= inStart;
        inStart = 0;
        int got = transport.read(in, inEnd, BUFFER - inEnd);
        gone = got < 0;
        inEnd += Math.max(0, got);
        return whole();
    }

    @Override
    public boolean transmit(PacketBuffer frame) {
        int length = frame.length();
        if (length > largestFrame()) {
            throw new IllegalArgumentException("frame of " + length + " bytes, MTU " + mtu);
        }
        if (gone) {
            counter.droppedSent();
            return true;
        }
        if (BUFFER - outEnd < LENGTH + length) {
            flush();
            if (BUFFER - outEnd < LENGTH + length) {
                counter.refused();
                return false;
            }
        }
        Bytes.put32(out, outEnd, length);
        System.arraycopy(frame.array(), frame.start(), out, outEnd + LENGTH, length);
        outEnd += LENGTH + length;
        counter.sent(length);
        return true;
    }

    @Override
    public void flush() {
        while (outStart < outEnd && !gone) {
            int put = transport.write(out, outStart, outEnd - outStart);
            writes++;
            gone = put < 0;
            outStart += Math.max(0, put);
            if (put == 0) {
                break;
            }
        }
        System.arraycopy(out, outStart, out, 0, outEnd - outStart);
        outEnd -= outStart;
        outStart = 0;
    }
}
