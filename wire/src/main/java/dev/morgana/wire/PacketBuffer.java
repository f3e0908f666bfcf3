package dev.morgana.wire;

import org.jspecify.annotations.Nullable;

/// One frame on its way through the stack: a `byte[]` with a moving window. Headers are consumed from the front on the way up and
/// prepended in place on the way down, so that no layer copies.
///
/// ```
///   array:  |  headroom  |   window (start .. end)   |  tailroom  |
///                        ^ prepend grows this way    ^ append grows that way
/// ```
///
/// Ownership: exactly one owner at a time. Handing a buffer to `NetworkInterface.input`, `Outbox.send` or a device passes
/// ownership; the last owner calls [#release()]. Not thread-safe.
public final class PacketBuffer extends LinkedQueue.Link<PacketBuffer> {
    private final byte[] array;
    private @Nullable PacketPool pool;
    private int start;
    private int end;
    private boolean released;

    private int checksumStart;
    private int checksumField;
    private int segmentSize;
    private boolean intact;

    PacketBuffer(int capacity, @Nullable PacketPool pool) {
        this.array = new byte[capacity];
        this.pool = pool;
    }

    /// A buffer outside any pool, with an empty window behind `headroom` bytes; [#release()] leaves it to the collector.
    public static PacketBuffer unpooled(int headroom, int tailroom) {
        PacketBuffer made = new PacketBuffer(headroom + tailroom, null);
        made.reset(headroom);
        return made;
    }

    /// A buffer outside any pool that holds a copy of `frame`, without headroom.
    public static PacketBuffer copyOf(byte[] frame) {
        PacketBuffer made = unpooled(0, frame.length);
        made.append(frame, 0, frame.length);
        return made;
    }

    /// The whole array; valid indices of the window are [#start()] to [#end()] - 1.
    public byte[] array() {
        return array;
    }

    /// Index of the window's first byte.
    public int start() {
        return start;
    }

    /// Index behind the window's last byte.
    public int end() {
        return end;
    }

    /// Bytes in the window.
    public int length() {
        return end - start;
    }

    /// Bytes that can still be prepended.
    public int headroom() {
        return start;
    }

    /// Bytes that can still be appended.
    public int tailroom() {
        return array.length - end;
    }

    /// Empties the window and puts it behind `headroom` bytes. What was left to the card, or told by it, is forgotten.
    public void reset(int headroom) {
        if (headroom < 0 || headroom > array.length) {
            throw new IllegalArgumentException("headroom " + headroom + " of " + array.length);
        }
        start = headroom;
        end = headroom;
        checksumStart = -1;
        checksumField = 0;
        segmentSize = 0;
        intact = false;
    }

    /// Leaves a checksum to the card that sends this: over everything from the window's present start on, which must hold the sum of the pseudo-header, folded, where
    /// the checksum goes: `field` octets behind.
    public void deferChecksum(int field) {
        checksumStart = start;
        checksumField = start + field;
    }

    /// Index of the first byte that the card is to sum, or -1 when the checksum is there.
    public int checksumStart() {
        return checksumStart;
    }

    /// Index of the checksum that the card is to write.
    public int checksumField() {
        return checksumField;
    }

    /// Makes this stand for several TCP segments in a row with the same header, each with `octets` of the text, the last with the rest.
    ///
    /// A card that can do so sends them in its place, or has put them together.
    public void segmentSize(int octets) {
        segmentSize = octets;
    }

    /// Octets of text of each segment that this stands for; 0 when it is what it is.
    public int segmentSize() {
        return segmentSize;
    }

    /// Notes that the card vouches for the checksum of the transport, which need not even stand there.
    public void intact() {
        intact = true;
    }

    /// Whether the card vouches for the checksum of the transport.
    public boolean isIntact() {
        return intact;
    }

    /// Grows the window at its front by `count` bytes, whose content is what was there before; returns the new [#start()].
    public int prepend(int count) {
        if (count < 0 || count > start) {
            throw new IllegalArgumentException("prepend " + count + " with headroom " + start);
        }
        start -= count;
        return start;
    }

    /// Grows the window at its back by `count` bytes, whose content is what was there before; returns the index of the first.
    public int append(int count) {
        if (count < 0 || count > tailroom()) {
            throw new IllegalArgumentException("append " + count + " with tailroom " + tailroom());
        }
        int at = end;
        end += count;
        return at;
    }

    /// Appends a copy of `count` bytes.
    public void append(byte[] from, int offset, int count) {
        System.arraycopy(from, offset, array, append(count), count);
    }

    /// Drops `count` bytes from the front.
    public void consume(int count) {
        if (count < 0 || count > length()) {
            throw new IllegalArgumentException("consume " + count + " of " + length());
        }
        start += count;
    }

    /// Shortens the window to `length` bytes by dropping from the back.
    public void trim(int length) {
        if (length < 0 || length > length()) {
            throw new IllegalArgumentException("trim to " + length + " of " + length());
        }
        end = start + length;
    }

    /// A copy of the window.
    public byte[] toByteArray() {
        return java.util.Arrays.copyOfRange(array, start, end);
    }

    /// Gives the buffer back. The caller must not touch it again.
    ///
    /// @throws IllegalStateException if it was given back before
    public void release() {
        if (released) {
            throw new IllegalStateException("packet buffer released twice");
        }
        released = true;
        if (pool != null) {
            pool.giveBack(this);
        }
    }

    /// Says that whoever owned this was stopped half way, by an exception, and may or may not still hold it. It leaves its pool, which
    /// makes another in its place; a later [#release()] leaves it to the collector. Does nothing when it was given back.
    public void abandon() {
        PacketPool from = pool;
        if (!released && from != null) {
            pool = null;
            from.forget();
        }
    }

    void reuse(int headroom) {
        released = false;
        reset(headroom);
    }
}
