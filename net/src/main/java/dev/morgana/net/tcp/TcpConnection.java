package dev.morgana.net.tcp;

import dev.morgana.net.Watcher;
import dev.morgana.net.ip.IpService;
import dev.morgana.wire.Endpoint;
import org.jspecify.annotations.Nullable;

/// One connection: what RFC 9293 calls the transmission control block, and the calls of its user. Every call happens under the
/// stack's lock; `now` is monotonic nanoseconds.
public final class TcpConnection extends SocketPair {
    private static final int SMALLEST_MSS = 48;
    private static final int DEFAULT_MSS = 536;

    private final TcpLayer layer;
    private final @Nullable Listener listener;
    private TcpState state = TcpState.CLOSED;
    private @Nullable TcpFailure failure;
    private Watcher watcher = Watcher.NONE;
    private int sendMss = DEFAULT_MSS;
    private boolean noDelay;
    private boolean finQueued;
    private boolean finReceived;
    private boolean userClosed;
    private boolean inputShut;
    private boolean roomWanted;
    private boolean waiting;
    private int waitsFor;

    /// Whether the connection waits in the layer's list of those with output.
    boolean queued;

    /// The next in that queue.
    @Nullable TcpConnection nextQueued;

    /// The next that nobody took from its listener.
    @Nullable TcpConnection nextOffered;

    /// How IP sends the segments.
    IpService service;

    /// R2 of this connection (section 3.8.3 MUST-21).
    long giveUp;

    /// The last soft error that ICMP reported (RFC 9293 section 3.9.1.8).
    @Nullable TcpFailure softError;

    final SendSequenceSpace snd = new SendSequenceSpace();
    final ReceiveSequenceSpace rcv = new ReceiveSequenceSpace();
    final SendBuffer sendBuffer;
    final ReceiveBuffer receiveBuffer;
    final ReassemblyQueue reassembly = new ReassemblyQueue();
    final Acknowledgment acknowledgment = new Acknowledgment();
    final CongestionControl congestion = new NewReno();
    final SackReport sack = new SackReport();
    final LossRecovery recovery = new LossRecovery();
    final RttEstimator rtt;
    final RetransmissionTimer retransmission = new RetransmissionTimer();
    final PersistTimer persist = new PersistTimer();
    final KeepAlive keepAlive;
    final ConnectionTimers timers = new ConnectionTimers();
    final ChallengeLimit challenges = new ChallengeLimit();

    /// @param listener where the connection was asked for, or null if we asked: SYN-RECEIVED remembers its origin (MUST-11)
    TcpConnection(TcpLayer layer, Endpoint local, Endpoint remote, @Nullable Listener listener) {
        super(local, remote, layer.timestamps(local, remote));
        this.layer = layer;
        this.listener = listener;
        TcpParameters parameters = layer.parameters();
        this.sendBuffer = new SendBuffer(parameters.sendBuffer(), layer.budget());
        this.receiveBuffer = new ReceiveBuffer(parameters.receiveBuffer(), layer.budget());
        this.rtt = new RttEstimator(parameters.timers());
        this.keepAlive = new KeepAlive(parameters.timers());
        this.service = listener == null ? IpService.TCP : listener.service();
        this.giveUp = parameters.timers().giveUp();
    }

    /// STATUS: the state (RFC 9293 section 3.3.2).
    public TcpState state() {
        return state;
    }

    /// RECEIVE: copies up to `count` octets that have arrived in order.
    ///
    /// @return octets copied; 0 when there is nothing yet; -1 at the end of the stream, after [#shutdownInput] or after a failure (see
    ///     [#failure])
    public int receive(byte[] to, int offset, int count, long now) {
        return layer.userCalls().receive(this, to, offset, count, now);
    }

    /// Octets that [#receive] could give at once.
    public int available() {
        return receiveBuffer.length();
    }

    /// SEND: queues up to `count` octets and sends what the windows allow.
    ///
    /// @return octets taken; 0 when the buffer is full; -1 when this side is closed or the connection failed (see [#failure])
    public int send(byte[] from, int offset, int count, long now) {
        return layer.userCalls().send(this, from, offset, count, now);
    }

    /// SEND of one octet with the URGENT flag (RFC 9293 section 3.8.5): it lies in the stream, and the peer is told at once that all up to it is urgent.
    ///
    /// @return as [#send] of one octet
    public int sendUrgent(byte[] from, int offset, long now) {
        return layer.userCalls().sendUrgent(this, from, offset, now);
    }

    /// Whether [#receive] would not return 0.
    public boolean readable() {
        return available() > 0 || inputEnded();
    }

    /// Whether the handshake is over and [#send] would not return 0 (with some room, so that writers do not wake for single octets);
    /// true also after a failure.
    public boolean writable() {
        return switch (state) {
            case LISTEN, SYN_SENT, SYN_RECEIVED -> false;
            case ESTABLISHED, CLOSE_WAIT -> finQueued || isRoomy();
            default -> true;
        };
    }

    private boolean isRoomy() {
        boolean roomy = sendBuffer.roomy();
        roomWanted |= !roomy;
        return roomy;
    }

    /// A writer has found too little room: it is told when there is more.
    void wantRoom() {
        roomWanted = true;
    }

    /// Octets of the send buffer were acknowledged.
    void roomMade() {
        if (roomWanted && sendBuffer.roomy()) {
            roomWanted = false;
            changed();
        }
    }

    /// Whether this was called with the same `nxt` the last time: so long nothing has arrived in order.
    boolean waitsForSince(int nxt) {
        boolean same = waiting && waitsFor == nxt;
        waiting = true;
        waitsFor = nxt;
        return same;
    }

    /// CLOSE of our direction: FIN follows the queued data; receiving goes on.
    public void shutdownOutput(long now) {
        layer.userCalls().closeOutput(this, now);
    }

    /// The user reads no more: what arrives is acknowledged and dropped.
    public void shutdownInput() {
        inputShut = true;
        receiveBuffer.drop(receiveBuffer.length());
        layer.output(this);
        changed();
    }

    /// CLOSE of both directions: queued data and FIN are still delivered. With unread data, or when more arrives, the connection is reset
    /// (RFC 9293 section 3.6.1 SHLD-3).
    public void close(long now) {
        layer.userCalls().close(this, now);
    }

    /// ABORT: drops queued data and sends RST.
    public void abort(long now) {
        layer.userCalls().abort(this, now);
    }

    /// Why the connection ended, or null while it lives or after an orderly close.
    public @Nullable TcpFailure failure() {
        return failure;
    }

    /// Switches the Nagle algorithm off or on (RFC 9293 section 3.7.4 MUST-17); it is on at first.
    public void noDelay(boolean off) {
        noDelay = off;
        layer.output(this);
    }

    boolean noDelay() {
        return noDelay;
    }

    /// Switches keep-alive on or off (section 3.8.4); it is off at first (MUST-25).
    public void keepAlive(boolean on) {
        keepAlive.on(on);
        layer.output(this);
    }

    /// Sets the times of keep-alive (MUST-28): 0 in a component leaves it as it is.
    public void keepAlive(KeepAlive.Times times) {
        keepAlive.times(times);
        layer.output(this);
    }

    /// Sets how IP sends the segments: traffic class and time to live (sections 3.9.1.9 MUST-48, 3.9.2 MUST-49).
    public void service(IpService wanted) {
        service = service.divisible() ? wanted.divided() : wanted;
    }

    /// Sets how long text may stay unacknowledged before the connection is given up (section 3.8.3 MUST-21). Nanoseconds.
    public void giveUpAfter(long time) {
        giveUp = time;
    }

    /// The last error that ICMP reported and that did not end the connection, or null (section 3.9.1.8 MUST-47).
    public @Nullable TcpFailure softError() {
        return softError;
    }

    /// Sets the receive buffer's limit, and with it the largest window offered.
    public void receiveBufferSize(int octets) {
        receiveBuffer.limit(Math.min(octets, TcpParameters.MAX_RECEIVE_BUFFER));
    }

    /// The receive buffer's limit.
    public int receiveBufferSize() {
        return receiveBuffer.limit();
    }

    /// Sets the send buffer's limit.
    public void sendBufferSize(int octets) {
        sendBuffer.limit(octets);
    }

    /// The send buffer's limit.
    public int sendBufferSize() {
        return sendBuffer.limit();
    }

    /// Sets who is told of changed readiness.
    public void watcher(Watcher told) {
        watcher = told;
    }

    @Nullable Listener listener() {
        return listener;
    }

    /// Tells the user that readiness may have changed.
    void changed() {
        watcher.changed();
    }

    void enter(TcpState entered) {
        state = entered;
    }

    /// Enters CLOSED; what was received in order can still be read.
    void ended(@Nullable TcpFailure why) {
        state = TcpState.CLOSED;
        failure = why;
        sendBuffer.clear();
        reassembly.clear();
        if (userClosed || available() == 0) {
            receiveBuffer.clear();
        }
        changed();
    }

    /// Whether nothing more will be readable once the buffer is empty.
    boolean inputEnded() {
        return finReceived || inputShut || state == TcpState.CLOSED || state == TcpState.TIME_WAIT;
    }

    boolean inputShut() {
        return inputShut;
    }

    /// The peer's FIN has arrived in order.
    void finReceived() {
        finReceived = true;
    }

    /// The user has closed its sending side.
    void queueFin() {
        finQueued = true;
    }

    boolean finQueued() {
        return finQueued;
    }

    /// Whether FIN follows the first `offset` octets of the send buffer.
    boolean finAt(int offset) {
        return finQueued && offset == sendBuffer.length();
    }

    /// Whether FIN is queued and was not sent by the current pass.
    boolean finPending() {
        return finQueued && snd.flight() <= sendBuffer.length();
    }

    /// The user has closed both directions.
    void userClosed() {
        userClosed = true;
    }

    boolean isUserClosed() {
        return userClosed;
    }

    /// Eff.snd.MSS: octets of text in a full segment, which shares its place with the options of every segment (section 3.7.1 MUST-16).
    int sendMss() {
        return sendMss - timestamps.octets();
    }

    /// Octets of text that the next segment can hold: it may report ranges too.
    int segmentRoom() {
        return sendMss() - sack.octets(reassembly.ranges(), timestamps.isOn());
    }

    /// Octets in the network, as far as we know.
    int inFlight() {
        return recovery.isOn() ? recovery.pipe(snd, sendMss()) : snd.flight();
    }

    /// Everything unacknowledged is to be sent again.
    void rewind() {
        recovery.abandon(snd.nxt());
        snd.rewind();
    }

    /// Takes what the peer's SYN says, behind its timestamps.
    ///
    /// @param mss the MSS option's value, or 0 for the default (MUST-15)
    /// @param shift the window scale option's value, or -1: then neither side scales (RFC 7323 section 2.2)
    /// @param selective whether it permits selective acknowledgments (RFC 2018 section 2)
    void negotiate(int mss, int shift, boolean selective) {
        int peer = Math.max(SMALLEST_MSS, mss != 0 ? mss : DEFAULT_MSS);
        sendMss = Math.min(peer, layer.writer().maximumSegmentSize(remote()));
        if (shift >= 0) {
            snd.scale(Math.min(shift, ReceiveSequenceSpace.MAX_SHIFT));
            rcv.scale(layer.parameters().windowShift());
        }
        if (selective) {
            sack.negotiated();
            recovery.negotiated();
        }
        acknowledgment.start(rcv.nxt());
    }

    /// The path takes only segments of `octets`, options included (RFC 1191).
    ///
    /// @return whether that is less than before
    boolean lowerSendMss(int octets) {
        if (octets >= sendMss) {
            return false;
        }
        sendMss = octets;
        congestion.segmentSize(sendMss());
        return true;
    }

    /// The shift count that our SYN offers.
    int offeredShift() {
        return state == TcpState.SYN_RECEIVED && !rcv.scaled()
                ? -1
                : layer.parameters().windowShift();
    }

    /// The window for the next segment's header; the edge moves only by a worthwhile step (RFC 9293 section 3.8.6.2.2 MUST-39).
    int offerWindow() {
        return rcv.offer(receiveBuffer.free(), windowStep());
    }

    /// Whether the window has opened so far that the peer should be told: by a quarter of the buffer, or by a step when it was all but
    /// closed.
    boolean windowWorthUpdating() {
        int growth = rcv.growth(receiveBuffer.free());
        boolean nearlyClosed = rcv.window() < 2 * acknowledgment.fullSegment();
        int enough = nearlyClosed ? 0 : receiveBuffer.most() / 4;
        return growth >= Math.max(enough, windowStep());
    }

    private int windowStep() {
        return Math.max(1, Math.min(receiveBuffer.limit() / 2, acknowledgment.fullSegment()));
    }

    /// When the memory of empty buffers is given back, or [#NEVER].
    long trimDeadline() {
        boolean idle = reassembly.isEmpty() && (sendBuffer.wasteful() || receiveBuffer.wasteful());
        long active = Math.max(timers.lastSent(), keepAlive.lastHeard());
        return idle ? active + ConnectionTimers.IDLE : NEVER;
    }

    /// Gives the memory of empty buffers back.
    void trim() {
        if (sendBuffer.wasteful()) {
            sendBuffer.clear();
        }
        if (receiveBuffer.wasteful()) {
            receiveBuffer.clear();
        }
    }

    @Override
    long deadline() {
        long first = Math.min(retransmission.deadline(), persist.deadline());
        first = Math.min(first, acknowledgment.deadline());
        first = Math.min(first, Math.min(timers.output(), timers.finWait2()));
        first = Math.min(first, trimDeadline());
        return Math.min(first, keepAlive.deadline());
    }
}
