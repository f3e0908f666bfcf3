package dev.morgana.net.tcp;

/// What is given up when the [MemoryBudget] runs low or had to refuse memory, at most once a second: buffers that are empty, text beyond a hole that
/// was not filled since the last time (RFC 2018 section 8 allows it), and connections without a user whose peer takes nothing.
final class Shedding {
    private static final long PAUSE = 1_000_000_000L;
    private static final int PATIENCE = 3;

    private final TcpLayer layer;
    private final ConnectionTable.Visitor visitor = this::shed;
    private boolean wanted;
    private long next = Long.MIN_VALUE;

    Shedding(TcpLayer layer) {
        this.layer = layer;
    }

    /// Memory was refused.
    void refused() {
        wanted = true;
        layer.counters().shed++;
    }

    /// Gives up what can be given up, if there is need.
    void run(long now) {
        if (now < next || !(wanted || layer.budget().isLow())) {
            return;
        }
        wanted = false;
        next = now + PAUSE;
        layer.visit(visitor, now);
    }

    private void shed(TcpConnection c, long now) {
        boolean stuck = c.retransmission.attempts() >= PATIENCE || c.persist.probes() >= PATIENCE;
        if (c.isUserClosed() && stuck) {
            layer.userCalls().abort(c, now);
            return;
        }
        boolean waited = c.waitsForSince(c.rcv.nxt());
        if (waited && !c.reassembly.isEmpty()) {
            c.reassembly.clear();
            c.receiveBuffer.shrink();
        }
        if (c.reassembly.isEmpty()) {
            c.trim();
        }
    }
}
