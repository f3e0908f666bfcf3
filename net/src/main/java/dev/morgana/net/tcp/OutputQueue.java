package dev.morgana.net.tcp;

import org.jspecify.annotations.Nullable;

/// Connections that may have something to send, each once, the oldest first; linked through themselves, so that none is lost when
/// there is no memory.
final class OutputQueue {
    private @Nullable TcpConnection first;
    private @Nullable TcpConnection last;

    /// Adds a connection, unless it is there.
    void add(TcpConnection connection) {
        if (connection.queued) {
            return;
        }
        connection.queued = true;
        if (last == null) {
            first = connection;
        } else {
            last.nextQueued = connection;
        }
        last = connection;
    }

    /// Removes and gives the first, or null.
    @Nullable TcpConnection poll() {
        TcpConnection connection = first;
        if (connection != null) {
            first = connection.nextQueued;
            connection.nextQueued = null;
            connection.queued = false;
            if (first == null) {
                last = null;
            }
        }
        return connection;
    }
}
