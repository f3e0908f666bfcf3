package dev.morgana.wire;

import java.util.Arrays;

/// The options of a TCP segment: maximum segment size (RFC 9293 section 3.7.1), window scale and timestamps (RFC 7323), SACK-permitted
/// and SACK (RFC 2018). Mutable and reused for every segment, so that reading options allocates nothing.
///
/// Others are ignored (RFC 9293 section 3.1 MUST-6); an option with an illegal length ends the reading and harms nothing (MUST-7).
/// Written options are aligned to 32 bits with NOPs in front.
public final class TcpOptions {
    /// Most SACK blocks that fit (RFC 2018 section 3).
    public static final int MAX_SACK_BLOCKS = 4;

    private static final int END = 0;
    private static final int NO_OPERATION = 1;
    private static final int MSS = 2;
    private static final int WINDOW_SCALE = 3;
    private static final int SACK_PERMITTED = 4;
    private static final int SACK = 5;
    private static final int TIMESTAMPS = 8;

    private int maximumSegmentSize;
    private int windowShift;
    private boolean sackPermitted;
    private boolean timestamps;
    private int timestampValue;
    private int timestampEcho;
    private int sackBlocks;
    private final int[] sackEdges = new int[2 * MAX_SACK_BLOCKS];

    /// No options.
    public TcpOptions() {
        clear();
    }

    /// Removes all options.
    public void clear() {
        maximumSegmentSize = 0;
        windowShift = -1;
        sackPermitted = false;
        timestamps = false;
        timestampValue = 0;
        timestampEcho = 0;
        sackBlocks = 0;
    }

    /// The maximum segment size, or 0 without that option.
    public int maximumSegmentSize() {
        return maximumSegmentSize;
    }

    /// The shift count of the window scale option, 0 to 255, or -1 without that option.
    public int windowShift() {
        return windowShift;
    }

    /// Whether the SACK-permitted option is there.
    public boolean sackPermitted() {
        return sackPermitted;
    }

    /// Whether the timestamps option is there.
    public boolean timestamps() {
        return timestamps;
    }

    /// TSval.
    public int timestampValue() {
        return timestampValue;
    }

    /// TSecr.
    public int timestampEcho() {
        return timestampEcho;
    }

    /// The number of SACK blocks, 0 to 4.
    public int sackBlocks() {
        return sackBlocks;
    }

    /// First sequence number of the SACK block `index`.
    public int sackLeft(int index) {
        return sackEdges[2 * index];
    }

    /// Sequence number behind the SACK block `index`.
    public int sackRight(int index) {
        return sackEdges[2 * index + 1];
    }

    /// Sets the maximum segment size; 0 removes it.
    public void putMaximumSegmentSize(int octets) {
        maximumSegmentSize = octets & 0xffff;
    }

    /// Sets the window scale; -1 removes it.
    public void putWindowShift(int shift) {
        windowShift = shift < 0 ? -1 : shift & 0xff;
    }

    /// Sets the SACK-permitted option.
    public void putSackPermitted(boolean permitted) {
        sackPermitted = permitted;
    }

    /// Sets the timestamps option.
    public void putTimestamps(int value, int echo) {
        timestamps = true;
        timestampValue = value;
        timestampEcho = echo;
    }

    /// Adds a SACK block; a fifth is dropped.
    public void addSackBlock(int left, int right) {
        if (sackBlocks < MAX_SACK_BLOCKS) {
            sackEdges[2 * sackBlocks] = left;
            sackEdges[2 * sackBlocks + 1] = right;
            sackBlocks++;
        }
    }

    /// Octets of the written form, a multiple of 4. Up to 40 fit into a segment; all options at once with four blocks do not.
    public int length() {
        int length = maximumSegmentSize != 0 ? 4 : 0;
        length += windowShift >= 0 ? 4 : 0;
        length += sackPermitted ? 4 : 0;
        length += timestamps ? 12 : 0;
        length += sackBlocks > 0 ? 4 + 8 * sackBlocks : 0;
        return length;
    }

    /// Reads the octets `at` to `end` - 1 of `from`.
    void parse(byte[] from, int at, int end) {
        clear();
        while (at < end) {
            int kind = from[at];
            if (kind == NO_OPERATION) {
                at++;
                continue;
            }
            int length = kind == END || at + 1 == end ? 0 : Bytes.u8(from, at + 1);
            if (length < 2 || length > end - at) {
                return;
            }
            parseOption(from, at, length);
            at += length;
        }
    }

    private void parseOption(byte[] from, int at, int length) {
        switch (from[at]) {
            case MSS -> maximumSegmentSize = length == 4 ? Bytes.u16(from, at + 2) : 0;
            case WINDOW_SCALE -> windowShift = length == 3 ? Bytes.u8(from, at + 2) : -1;
            case SACK_PERMITTED -> sackPermitted = length == 2;
            case TIMESTAMPS -> parseTimestamps(from, at, length);
            case SACK -> parseSack(from, at + 2, length - 2);
            default -> {
                // RFC 9293 3.1 MUST-6: an option that we do not know is ignored.
            }
        }
    }

    private void parseTimestamps(byte[] from, int at, int length) {
        if (length == 10) {
            putTimestamps(Bytes.i32(from, at + 2), Bytes.i32(from, at + 6));
        }
    }

    private void parseSack(byte[] from, int at, int length) {
        sackBlocks = 0;
        for (int block = at; length % 8 == 0 && block < at + length; block += 8) {
            addSackBlock(Bytes.i32(from, block), Bytes.i32(from, block + 4));
        }
    }

    /// Writes the options from `at` on.
    void write(byte[] to, int at) {
        if (maximumSegmentSize != 0) {
            Bytes.put32(to, at, MSS << 24 | 4 << 16 | maximumSegmentSize);
            at += 4;
        }
        if (windowShift >= 0) {
            Bytes.put32(to, at, NO_OPERATION << 24 | WINDOW_SCALE << 16 | 3 << 8 | windowShift);
            at += 4;
        }
        if (sackPermitted) {
            Bytes.put32(to, at, NO_OPERATION << 24 | NO_OPERATION << 16 | SACK_PERMITTED << 8 | 2);
            at += 4;
        }
        if (timestamps) {
            Bytes.put32(to, at, NO_OPERATION << 24 | NO_OPERATION << 16 | TIMESTAMPS << 8 | 10);
            Bytes.put32(to, at + 4, timestampValue);
            Bytes.put32(to, at + 8, timestampEcho);
            at += 12;
        }
        if (sackBlocks > 0) {
            writeSack(to, at);
        }
    }

    private void writeSack(byte[] to, int at) {
        int length = 2 + 8 * sackBlocks;
        Bytes.put32(to, at, NO_OPERATION << 24 | NO_OPERATION << 16 | SACK << 8 | length);
        for (int i = 0; i < 2 * sackBlocks; i++) {
            Bytes.put32(to, at + 4 + 4 * i, sackEdges[i]);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TcpOptions that
                && maximumSegmentSize == that.maximumSegmentSize
                && windowShift == that.windowShift
                && sackPermitted == that.sackPermitted
                && timestamps == that.timestamps
                && timestampValue == that.timestampValue
                && timestampEcho == that.timestampEcho
                && sackBlocks == that.sackBlocks
                && Arrays.equals(
                        sackEdges, 0, 2 * sackBlocks, that.sackEdges, 0, 2 * that.sackBlocks);
    }

    @Override
    public int hashCode() {
        int hash = maximumSegmentSize * 31 + windowShift;
        hash = hash * 31 + (sackPermitted ? 1 : 0) + (timestamps ? 2 : 0);
        return (hash * 31 + timestampValue) * 31 + timestampEcho + sackBlocks;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        text.append(maximumSegmentSize != 0 ? " mss=" + maximumSegmentSize : "");
        text.append(windowShift >= 0 ? " scale=" + windowShift : "");
        text.append(sackPermitted ? " sack-permitted" : "");
        text.append(timestamps ? " ts=" + timestampValue + "," + timestampEcho : "");
        for (int i = 0; i < sackBlocks; i++) {
            text.append(" sack=").append(Integer.toUnsignedString(sackLeft(i)));
            text.append("..").append(Integer.toUnsignedString(sackRight(i)));
        }
        return text.toString();
    }
}
