package dev.morgana.net.tcp;

/// The send sequence space of a connection (RFC 9293 section 3.3.1, figure 3).
///
/// ```
///             1         2          3          4
///        ----------|----------|----------|----------
///               SND.UNA    SND.NXT    SND.UNA + SND.WND
/// ```
///
/// | here | RFC |
/// |---|---|
/// | `una` | SND.UNA: oldest unacknowledged sequence number |
/// | `nxt` | SND.NXT: next sequence number that was never sent |
/// | `wnd` | SND.WND: the window that the peer offers, in octets |
/// | `wl1`, `wl2` | SND.WL1, SND.WL2: sequence and acknowledgment number of the last window update |
/// | `iss` | ISS: initial send sequence number |
/// | `up` | SND.UP: the number behind the last urgent octet, as RFC 6093 section 5 means it |
///
/// `position` is ours: the number from which the next transmission starts. It equals `nxt` but while a retransmission timeout has
/// thrown it back to `una`. Invariant: `una` =< `position` =< `nxt`.
final class SendSequenceSpace {
    private static final int MAX_POINTER = 65_535;

    private int iss;
    private int una;
    private int nxt;
    private int position;
    private int wnd;
    private int wl1;
    private int wl2;
    private int largestWindow;
    private int smallEnd;
    private boolean smallSent;
    private int shift;
    private int up;
    private boolean urgent;
    private boolean urgentUntold;

    /// Begins with `initial`: SYN takes that number, and nothing else is sent yet.
    void start(int initial) {
        iss = initial;
        una = initial;
        nxt = initial + 1;
        position = nxt;
    }

    int iss() {
        return iss;
    }

    int una() {
        return una;
    }

    int nxt() {
        return nxt;
    }

    int position() {
        return position;
    }

    /// The window offered by the peer, in octets.
    int window() {
        return wnd;
    }

    /// The largest window that the peer ever offered: MAX.SND.WND.
    int largestWindow() {
        return largestWindow;
    }

    /// Octets, SYN and FIN that were sent since `una` by the current pass: what the network may still hold.
    int flight() {
        return position - una;
    }

    /// Whether anything is sent and not acknowledged, a window probe included.
    boolean outstanding() {
        return una != nxt;
    }

    /// Octets that the peer's window still admits behind `position`; negative after the peer shrank it (RFC 9293 3.8.6 MUST-34).
    int usable() {
        return una + wnd - position;
    }

    /// Whether an acknowledgment number acknowledges something new: SND.UNA < SEG.ACK =< SND.NXT.
    boolean advancedBy(int ack) {
        return SequenceNumber.before(una, ack) && SequenceNumber.notAfter(ack, nxt);
    }

    /// Whether an acknowledgment number is credible: not older than the largest window, not of data never sent (RFC 5961 section 5.2).
    boolean credible(int ack) {
        return SequenceNumber.notAfter(una - largestWindow, ack)
                && SequenceNumber.notAfter(ack, nxt);
    }

    /// Advances `una` to `ack`, which [#advancedBy] has checked.
    void acknowledge(int ack) {
        una = ack;
        position = SequenceNumber.later(position, ack);
        urgent = urgent && SequenceNumber.before(una, up);
    }

    /// All text before `end` is urgent.
    void urgent(int end) {
        up = end;
        urgent = true;
        urgentUntold = true;
    }

    /// The urgent pointer of a segment that begins at `seq` (RFC 9293 section 3.8.5): how far SND.UP lies behind it, or the most that 16 bits hold; 0 when nothing from there on
    /// is urgent.
    int urgentPointer(int seq) {
        int distance = up - seq;
        return urgent && distance > 0 ? Math.min(distance, MAX_POINTER) : 0;
    }

    /// Whether the peer was not yet told of the last urgent octet, by no segment.
    boolean urgentUntold() {
        return urgent && urgentUntold;
    }

    /// A segment with the urgent pointer has left.
    void urgentTold() {
        urgentUntold = false;
    }

    /// What lies before `end` was sent by the current pass.
    void sent(int end) {
        position = end;
        nxt = SequenceNumber.later(nxt, end);
    }

    /// A segment that was not full went out, and ends before `end`.
    void sentSmall(int end) {
        smallEnd = end;
        smallSent = true;
    }

    /// Whether a segment that was not full is sent and not acknowledged.
    boolean smallOutstanding() {
        smallSent = smallSent && SequenceNumber.before(una, smallEnd);
        return smallSent;
    }

    /// The numbers before `to` need not be sent by the current pass.
    void skip(int to) {
        position = to;
    }

    /// A window probe up to `end` was sent: it counts as sent once, but not as in flight.
    void probed(int end) {
        nxt = SequenceNumber.later(nxt, end);
    }

    /// Whether the current pass repeats what was sent before.
    boolean repeating() {
        return position != nxt;
    }

    /// Starts again at the oldest unacknowledged octet.
    void rewind() {
        position = una;
    }

    /// The peer scales its windows by `bits` (RFC 7323 section 2.2).
    void scale(int bits) {
        shift = bits;
    }

    /// Takes the window of a SYN, which is never scaled (RFC 7323 section 2.2).
    void openWindow(Segment segment) {
        wnd = segment.window();
        largestWindow = Math.max(largestWindow, wnd);
        wl1 = segment.sequence();
        wl2 = segment.acknowledgment();
    }

    /// Takes the window of the segment that acknowledges our SYN, whatever came before.
    void acceptWindow(Segment segment) {
        wnd = segment.window() << shift;
        largestWindow = Math.max(largestWindow, wnd);
        wl1 = segment.sequence();
        wl2 = segment.acknowledgment();
    }

    /// Takes the segment's window unless an older segment brings it (RFC 9293 section 3.10.7.4, step 5).
    ///
    /// @return whether the window changed
    boolean updateWindow(Segment segment) {
        int seq = segment.sequence();
        int ack = segment.acknowledgment();
        boolean newer =
                SequenceNumber.before(wl1, seq)
                        || (wl1 == seq && SequenceNumber.notAfter(wl2, ack));
        if (!newer || SequenceNumber.before(ack, una)) {
            return false;
        }
        int before = wnd;
        wnd = segment.window() << shift;
        largestWindow = Math.max(largestWindow, wnd);
        wl1 = seq;
        wl2 = ack;
        return wnd != before;
    }

    /// Whether the window of a segment equals the current one (RFC 5681 section 2: part of what makes a duplicate acknowledgment).
    boolean sameWindow(Segment segment) {
        return segment.window() << shift == wnd;
    }
}
