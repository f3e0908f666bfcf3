package dev.morgana.net.tcp;

import dev.morgana.wire.TcpHeader;

/// The user's calls (RFC 9293 sections 3.10.2 to 3.10.5): SEND, RECEIVE, CLOSE, ABORT. OPEN is the layer's, STATUS the connection's.
final class UserCalls {
    private final TcpLayer layer;

    UserCalls(TcpLayer layer) {
        this.layer = layer;
    }

    /// 3.10.2 SEND.
    int send(TcpConnection c, byte[] from, int offset, int count, long now) {
        int taken = queue(c, from, offset, count);
        transmit(c, taken, now);
        return taken;
    }

    /// 3.10.2 SEND with the URGENT flag, of one octet. Before the handshake is over there is no room for it.
    int sendUrgent(TcpConnection c, byte[] from, int offset, long now) {
        boolean early = c.state().acceptsData() && !c.state().transmits();
        int taken = early ? 0 : queue(c, from, offset, 1);
        if (taken > 0) {
            c.snd.urgent(c.snd.una() + c.sendBuffer.length());
        }
        transmit(c, taken, now);
        return taken;
    }

    private static int queue(TcpConnection c, byte[] from, int offset, int count) {
        if (!c.state().acceptsData() || c.finQueued()) {
            return -1;
        }
        int taken = c.sendBuffer.append(from, offset, count);
        if (taken < count) {
            c.wantRoom();
        }
        return taken;
    }

    private void transmit(TcpConnection c, int taken, long now) {
        if (taken > 0 && c.state().transmits()) {
            layer.transmission().run(c, now);
            layer.schedule(c);
        }
    }

    /// 3.10.3 RECEIVE.
    int receive(TcpConnection c, byte[] to, int offset, int count, long now) {
        int taken = c.receiveBuffer.read(to, offset, count);
        if (taken == 0) {
            return count > 0 && c.inputEnded() ? -1 : 0;
        }
        if (c.state().expectsData() && c.windowWorthUpdating()) {
            layer.transmission().acknowledge(c, now);
        }
        boolean over = c.inputEnded() || layer.budget().isScarce();
        if (over && c.available() == 0 && c.reassembly.isEmpty()) {
            c.receiveBuffer.clear();
        }
        layer.schedule(c);
        return taken;
    }

    /// 3.10.4 CLOSE of the sending side.
    void closeOutput(TcpConnection c, long now) {
        if (!c.state().acceptsData() || c.finQueued()) {
            return;
        }
        c.queueFin();
        switch (c.state()) {
            case ESTABLISHED -> c.enter(TcpState.FIN_WAIT_1);
            case CLOSE_WAIT -> c.enter(TcpState.LAST_ACK);
            // SYN-SENT, SYN-RECEIVED: queued until the connection is established.
            default -> {}
        }
        if (c.state().transmits()) {
            layer.transmission().run(c, now);
        }
        layer.schedule(c);
    }

    /// 3.10.4 CLOSE of both directions, as the sockets interface means it.
    void close(TcpConnection c, long now) {
        boolean unread = c.available() > 0;
        c.userClosed();
        switch (c.state()) {
            case SYN_SENT -> layer.end(c, null);
            case SYN_RECEIVED, ESTABLISHED, CLOSE_WAIT -> closeOrReset(c, unread, now);
            case FIN_WAIT_1, FIN_WAIT_2 -> closeOrReset(c, unread, now);
            default -> c.receiveBuffer.clear();
        }
    }

    private void closeOrReset(TcpConnection c, boolean unread, long now) {
        // RFC 2525 2.17, SHLD-3: the peer learns that its data was not read.
        if (unread) {
            abort(c, now);
            return;
        }
        closeOutput(c, now);
        if (c.state() == TcpState.FIN_WAIT_2) {
            layer.finWait2(c, now);
        }
    }

    /// 3.10.5 ABORT.
    void abort(TcpConnection c, long now) {
        switch (c.state()) {
            case SYN_RECEIVED, ESTABLISHED, FIN_WAIT_1, FIN_WAIT_2, CLOSE_WAIT ->
                    layer.writer()
                            .control(
                                    c,
                                    c.snd.nxt(),
                                    c.rcv.nxt(),
                                    TcpHeader.RST | TcpHeader.ACK,
                                    now);
            default -> {}
        }
        if (c.state() != TcpState.CLOSED && c.state() != TcpState.TIME_WAIT) {
            layer.end(c, TcpFailure.RESET);
        }
        // also what a connection that ended before has left unread
        c.receiveBuffer.clear();
    }
}
