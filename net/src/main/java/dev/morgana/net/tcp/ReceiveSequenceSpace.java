package dev.morgana.net.tcp;

/// The receive sequence space of a connection (RFC 9293 section 3.3.1, figure 4).
///
/// ```
///                 1          2          3
///             ----------|----------|----------
///                    RCV.NXT    RCV.NXT + RCV.WND
/// ```
///
/// | here | RFC |
/// |---|---|
/// | `nxt` | RCV.NXT: next sequence number expected |
/// | `edge` | RCV.NXT + RCV.WND: the right edge of the window; it never moves left (section 3.8.6 SHLD-14) |
/// | `irs` | IRS: initial receive sequence number |
final class ReceiveSequenceSpace {
    /// The largest shift count (RFC 7323 section 2.3).
    static final int MAX_SHIFT = 14;

    private static final int MAX_FIELD = 65535;

    private int irs;
    private int nxt;
    private int edge;
    private int shift;
    private boolean scaled;

    /// Begins behind the peer's SYN, with the window that our SYN offers.
    void start(int initial, int window) {
        irs = initial;
        nxt = initial + 1;
        edge = nxt + window;
    }

    int irs() {
        return irs;
    }

    int nxt() {
        return nxt;
    }

    /// RCV.WND: octets from `nxt` to the edge.
    int window() {
        return edge - nxt;
    }

    int edge() {
        return edge;
    }

    /// We scale our windows by `bits` (RFC 7323 section 2.2).
    void scale(int bits) {
        shift = bits;
        scaled = true;
    }

    /// Whether both sides agreed on scaling.
    boolean scaled() {
        return scaled;
    }

    /// The next number expected is `to`: data or FIN before it has arrived in order.
    void advance(int to) {
        nxt = to;
        // A FIN is accepted also where the window ends.
        edge = SequenceNumber.later(edge, nxt);
    }

    /// The acceptability test (RFC 9293 section 3.10.7.4, first step, the four cases of table 6).
    boolean acceptable(int seq, int length) {
        if (length == 0) {
            return edge == nxt ? seq == nxt : SequenceNumber.within(nxt, seq, edge);
        }
        return SequenceNumber.within(nxt, seq, edge)
                || SequenceNumber.within(nxt, seq + length - 1, edge);
    }

    /// The window that a SYN offers: never scaled (RFC 7323 section 2.2).
    static int initialWindow(int free) {
        return Math.min(free, MAX_FIELD);
    }

    /// Moves the edge as far as `free` octets of buffer allow and gives the window as it stands in the header.
    ///
    /// @param step the least advance worth announcing: receiver's silly window avoidance (RFC 9293 section 3.8.6.2.2 MUST-39)
    int offer(int free, int step) {
        int growth = growth(free);
        int target = growth >= step ? edge + growth : edge;
        int field = Math.min((target - nxt) >>> shift, MAX_FIELD);
        // RFC 7323 2.4: rounding may shrink the window in the header; what was promised before
        // holds.
        edge = SequenceNumber.later(edge, nxt + (field << shift));
        return field;
    }

    /// How far [#offer] could move the edge.
    int growth(int free) {
        return nxt + Math.min(free, MAX_FIELD << shift) - edge;
    }
}
