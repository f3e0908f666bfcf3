package dev.morgana.sockets;

import dev.morgana.net.ip.IpService;
import dev.morgana.net.tcp.KeepAlive;
import dev.morgana.net.tcp.TcpConnection;

/// What was set on a stream socket, before or after it got a connection. Guarded by the stack's lock.
final class StreamOptions {
    private static final long SECOND = 1_000_000_000L;

    /// Seconds for which closing waits; negative when it does not, which is the only other value with an effect beside 0 (reset).
    int linger = -1;

    boolean noDelay;
    boolean keepAlive;

    /// 0 where nobody set a size.
    int receiveBuffer;

    int sendBuffer;

    /// The octet of DSCP and ECN (`IP_TOS`).
    int trafficClass;

    /// Times of keep-alive in seconds; 0 where nobody set any.
    int keepAliveIdle;

    int keepAliveInterval;
    int keepAliveProbes;

    /// The socket got this connection.
    void applyTo(TcpConnection connection) {
        if (noDelay) {
            connection.noDelay(true);
        }
        if (keepAlive) {
            connection.keepAlive(true);
        }
        if (receiveBuffer > 0) {
            connection.receiveBufferSize(receiveBuffer);
        }
        if (sendBuffer > 0) {
            connection.sendBufferSize(sendBuffer);
        }
        if (trafficClass != 0) {
            connection.service(service());
        }
        if ((keepAliveIdle | keepAliveInterval | keepAliveProbes) != 0) {
            connection.keepAlive(
                    new KeepAlive.Times(
                            keepAliveIdle * SECOND, keepAliveInterval * SECOND, keepAliveProbes));
        }
    }

    /// How IP sends the segments. The ECN bits are TCP's own, as in Linux.
    IpService service() {
        return IpService.TCP.withTrafficClass(trafficClass & ~3);
    }

    /// An accepted socket inherits these.
    void inherit(StreamOptions listener) {
        noDelay = listener.noDelay;
        keepAlive = listener.keepAlive;
        receiveBuffer = listener.receiveBuffer;
        sendBuffer = listener.sendBuffer;
        trafficClass = listener.trafficClass;
        keepAliveIdle = listener.keepAliveIdle;
        keepAliveInterval = listener.keepAliveInterval;
        keepAliveProbes = listener.keepAliveProbes;
    }
}
