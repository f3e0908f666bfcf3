package dev.morgana.net.tcp;

/// A connection in TIME-WAIT (RFC 9293 section 3.6.1): only what acknowledges a repeated FIN and judges a new SYN.
final class TimeWait extends PairRecord {
    private final int sndNxt;
    private final int rcvNxt;
    private final ChallengeLimit limit = new ChallengeLimit();
    private long deadline;

    TimeWait(TcpConnection connection, long deadline) {
        super(connection.local(), connection.remote(), connection.timestamps);
        this.sndNxt = connection.snd.nxt();
        this.rcvNxt = connection.rcv.nxt();
        this.deadline = deadline;
    }

    /// SND.NXT.
    int sndNxt() {
        return sndNxt;
    }

    /// RCV.NXT.
    int rcvNxt() {
        return rcvNxt;
    }

    ChallengeLimit limit() {
        return limit;
    }

    /// Starts the 2 MSL timeout anew.
    void restart(long until) {
        deadline = until;
    }

    @Override
    long deadline() {
        return deadline;
    }
}
