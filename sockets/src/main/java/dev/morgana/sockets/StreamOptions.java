package dev.morgana.sockets;

import dev.morgana.net.tcp.TcpConnection;

/// What was set on a stream socket, before or after it got a connection. Guarded by the stack's lock.
final class StreamOptions {
    /// Seconds for which closing waits; negative when it does not, which is the only other value with an effect beside 0 (reset).
    int linger = -1;

    boolean noDelay;
    boolean keepAlive;

    /// 0 where nobody set a size.
    int receiveBuffer;

    int sendBuffer;

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
    }

    /// An accepted socket inherits these.
    void inherit(StreamOptions listener) {
        noDelay = listener.noDelay;
        keepAlive = listener.keepAlive;
        receiveBuffer = listener.receiveBuffer;
        sendBuffer = listener.sendBuffer;
    }
}
