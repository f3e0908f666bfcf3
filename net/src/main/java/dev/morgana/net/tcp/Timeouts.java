package dev.morgana.net.tcp;

import org.jspecify.annotations.Nullable;

/// What happens when a connection's timers expire (RFC 9293 section 3.10.8).
final class Timeouts {
    private final TcpLayer layer;
    private final TcpParameters.Timers timers;

    Timeouts(TcpLayer layer) {
        this.layer = layer;
        this.timers = layer.parameters().timers();
    }

    /// Does what is due.
    void expired(TcpConnection c, long now) {
        if (c.retransmission.deadline() <= now) {
            retransmission(c, now);
        }
        if (c.persist.deadline() <= now && c.state() != TcpState.CLOSED) {
            persist(c, now);
        }
        if (c.acknowledgment.deadline() <= now) {
            c.acknowledgment.delayOver();
        }
        if (c.timers.finWait2() <= now && c.state() == TcpState.FIN_WAIT_2) {
            layer.end(c, null);
        }
        if (c.keepAlive.deadline() <= now && c.state() != TcpState.CLOSED) {
            keepAlive(c, now);
        }
        if (c.trimDeadline() <= now) {
            c.trim();
        }
        if (c.state() != TcpState.CLOSED) {
            c.timers.outputTried();
            layer.transmission().run(c, now);
        }
    }

    private void retransmission(TcpConnection c, long now) {
        boolean handshake = c.state() == TcpState.SYN_SENT || c.state() == TcpState.SYN_RECEIVED;
        // 3.8.3 MUST-20: the limit R2; MUST-23: longer for SYN.
        if (c.retransmission.exhausted(now, handshake ? timers.giveUpSyn() : c.giveUp)) {
            layer.end(c, timedOut(c));
            return;
        }
        if (c.retransmission.attempts() >= TcpParameters.Timers.DOUBTFUL) {
            // MUST-20 (b): the limit R1.
            layer.doubt(c, now);
        }
        c.rtt.backOff();
        c.rtt.retransmitted();
        if (handshake) {
            c.retransmission.again(now, c.rtt.timeout());
            layer.transmission().syn(c, now);
            return;
        }
        if (c.snd.window() == 0) {
            // The peer shrank its window to nothing: probe it (3.8.6 MUST-34).
            c.retransmission.stop();
            c.rewind();
            return;
        }
        int flight = c.snd.nxt() - c.snd.una();
        c.congestion.timedOut(c.snd.nxt(), flight, c.retransmission.attempts() > 0);
        c.rewind();
        c.retransmission.again(now, c.rtt.timeout());
    }

    private void persist(TcpConnection c, long now) {
        long silent = Math.max(c.keepAlive.lastHeard(), c.persist.since());
        boolean deaf = now - silent >= c.giveUp;
        // MUST-37 keeps a connection as long as its peer answers; not for ever, though, when its
        // user is gone.
        boolean orphan = c.isUserClosed() && now - c.persist.since() >= c.giveUp;
        if (deaf || orphan) {
            layer.end(c, timedOut(c));
            return;
        }
        c.persist.again(now, timers.maximumRto());
        if (!layer.transmission().override(c, now)) {
            layer.transmission().probe(c, now);
        }
    }

    private void keepAlive(TcpConnection c, long now) {
        boolean idle = c.state().synchronizedWithPeer() && !c.snd.outstanding();
        if (!idle) {
            // Whatever is outstanding is probing enough.
            c.keepAlive.heard(now);
        } else if (c.keepAlive.exhausted()) {
            layer.end(c, timedOut(c));
        } else {
            c.keepAlive.probed();
            layer.transmission().keepAlive(c, now);
        }
    }

    private static TcpFailure timedOut(TcpConnection c) {
        @Nullable TcpFailure soft = c.softError;
        return soft != null ? soft : TcpFailure.TIMED_OUT;
    }
}
