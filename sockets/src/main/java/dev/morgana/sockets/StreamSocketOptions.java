package dev.morgana.sockets;

import dev.morgana.net.tcp.TcpParameters;
import dev.morgana.net.tcp.TcpParameters.Timers;
import java.util.concurrent.TimeUnit;
import java.util.function.ToIntFunction;

/// The options of a [StreamSocket], as its user sees them.
public final class StreamSocketOptions {
    private static final Timers DEFAULT = Timers.DEFAULT;

    private static final TcpParameters BUFFERS = TcpParameters.DEFAULT;

    private final StreamSocket socket;

    /// Those of `socket`.
    public StreamSocketOptions(StreamSocket socket) {
        this.socket = socket;
    }

    /// Whether small segments are sent at once (`TCP_NODELAY`).
    public boolean noDelay() {
        return get(o -> o.noDelay ? 1 : 0) != 0;
    }

    /// Sets [#noDelay()].
    public void noDelay(boolean on) {
        socket.options(o -> o.noDelay = on);
    }

    /// Whether a silent connection is probed (`SO_KEEPALIVE`).
    public boolean keepAlive() {
        return get(o -> o.keepAlive ? 1 : 0) != 0;
    }

    /// Sets [#keepAlive()].
    public void keepAlive(boolean on) {
        socket.options(o -> o.keepAlive = on);
    }

    /// Seconds to linger on close, or -1 (`SO_LINGER`). Only 0 has an effect: closing resets.
    public int linger() {
        return get(o -> o.linger);
    }

    /// Sets [#linger()].
    public void linger(int seconds) {
        socket.options(o -> o.linger = seconds);
    }

    /// Limit of the receive buffer in bytes (`SO_RCVBUF`).
    public int receiveBuffer() {
        return get(o -> o.receiveBuffer > 0 ? o.receiveBuffer : BUFFERS.receiveBuffer());
    }

    /// Sets [#receiveBuffer()].
    public void receiveBuffer(int bytes) {
        socket.options(o -> o.receiveBuffer = bytes);
    }

    /// Limit of the send buffer in bytes (`SO_SNDBUF`).
    public int sendBuffer() {
        return get(o -> o.sendBuffer > 0 ? o.sendBuffer : BUFFERS.sendBuffer());
    }

    /// Sets [#sendBuffer()].
    public void sendBuffer(int bytes) {
        socket.options(o -> o.sendBuffer = bytes);
    }

    /// The octet of DSCP and ECN in the IP header (`IP_TOS`). The ECN bits have no effect.
    public int trafficClass() {
        return get(o -> o.trafficClass);
    }

    /// Sets [#trafficClass()]; bits above the octet are cut off.
    public void trafficClass(int octet) {
        socket.options(o -> o.trafficClass = octet & 255);
    }

    /// Seconds of silence before the first probe of keep-alive (`TCP_KEEPIDLE`).
    public int keepAliveIdle() {
        return get(o -> o.keepAliveIdle > 0 ? o.keepAliveIdle : seconds(DEFAULT.keepAlive()));
    }

    /// Sets [#keepAliveIdle()].
    public void keepAliveIdle(int seconds) {
        socket.options(o -> o.keepAliveIdle = seconds);
    }

    /// Seconds between unanswered probes (`TCP_KEEPINTVL`).
    public int keepAliveInterval() {
        return get(o ->
                o.keepAliveInterval > 0
                        ? o.keepAliveInterval
                        : seconds(DEFAULT.keepAliveInterval()));
    }

    /// Sets [#keepAliveInterval()].
    public void keepAliveInterval(int seconds) {
        socket.options(o -> o.keepAliveInterval = seconds);
    }

    /// Unanswered probes that end the connection (`TCP_KEEPCNT`).
    public int keepAliveProbes() {
        return get(o -> o.keepAliveProbes > 0 ? o.keepAliveProbes : Timers.KEEP_ALIVE_PROBES);
    }

    /// Sets [#keepAliveProbes()].
    public void keepAliveProbes(int count) {
        socket.options(o -> o.keepAliveProbes = count);
    }

    private static int seconds(long nanoseconds) {
        return (int) TimeUnit.NANOSECONDS.toSeconds(nanoseconds);
    }

    private int get(ToIntFunction<StreamOptions> what) {
        return socket.option(what);
    }
}
