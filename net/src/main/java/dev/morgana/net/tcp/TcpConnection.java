package dev.morgana.net.tcp;

import dev.morgana.wire.Endpoint;
import org.jspecify.annotations.Nullable;

/// One connection, as its user sees it. Every call happens under the stack's lock; `now` is monotonic nanoseconds.
@SuppressWarnings("DoNotCallSuggester") // bodies follow
public final class TcpConnection {
    TcpConnection() {}

    /// STATUS: the state (RFC 9293 section 3.3.2).
    public TcpState state() {
        throw new UnsupportedOperationException();
    }

    /// Our endpoint.
    public Endpoint local() {
        throw new UnsupportedOperationException();
    }

    /// The remote endpoint.
    public Endpoint remote() {
        throw new UnsupportedOperationException();
    }

    /// RECEIVE: copies up to `count` octets that have arrived in order.
    ///
    /// @return octets copied; 0 when there is nothing yet; -1 at the end of the stream, after [#shutdownInput] or after a failure (see
    ///     [#failure])
    public int receive(byte[] to, int offset, int count, long now) {
        throw new UnsupportedOperationException();
    }

    /// Octets that [#receive] could give at once.
    public int available() {
        throw new UnsupportedOperationException();
    }

    /// SEND: queues up to `count` octets and sends what the windows allow.
    ///
    /// @return octets taken; 0 when the buffer is full; -1 when this side is closed or the connection failed (see [#failure])
    public int send(byte[] from, int offset, int count, long now) {
        throw new UnsupportedOperationException();
    }

    /// Whether [#receive] would not return 0.
    public boolean readable() {
        throw new UnsupportedOperationException();
    }

    /// Whether the handshake is over and [#send] would not return 0 (with some room, so that writers do not wake for single octets);
    /// true also after a failure.
    public boolean writable() {
        throw new UnsupportedOperationException();
    }

    /// CLOSE of our direction: FIN follows the queued data; receiving goes on.
    public void shutdownOutput(long now) {
        throw new UnsupportedOperationException();
    }

    /// The user reads no more: what arrives is acknowledged and dropped.
    public void shutdownInput() {
        throw new UnsupportedOperationException();
    }

    /// CLOSE of both directions: queued data and FIN are still delivered. With unread data, or when more arrives, the connection is reset
    /// (RFC 9293 section 3.6.1 SHLD-3).
    public void close(long now) {
        throw new UnsupportedOperationException();
    }

    /// ABORT: drops queued data and sends RST.
    public void abort(long now) {
        throw new UnsupportedOperationException();
    }

    /// Why the connection ended, or null while it lives or after an orderly close.
    public @Nullable TcpFailure failure() {
        throw new UnsupportedOperationException();
    }

    /// Switches the Nagle algorithm off or on (RFC 9293 section 3.7.4 MUST-17); it is on at first.
    public void noDelay(boolean off) {
        throw new UnsupportedOperationException();
    }

    /// Switches keep-alive on or off (section 3.8.4); it is off at first.
    public void keepAlive(boolean on) {
        throw new UnsupportedOperationException();
    }

    /// Sets the receive buffer's limit, and with it the largest window offered.
    public void receiveBufferSize(int octets) {
        throw new UnsupportedOperationException();
    }

    /// The receive buffer's limit.
    public int receiveBufferSize() {
        throw new UnsupportedOperationException();
    }

    /// Sets the send buffer's limit.
    public void sendBufferSize(int octets) {
        throw new UnsupportedOperationException();
    }

    /// The send buffer's limit.
    public int sendBufferSize() {
        throw new UnsupportedOperationException();
    }

    /// Sets who is told of changed readiness.
    public void watcher(Watcher watcher) {
        throw new UnsupportedOperationException();
    }
}
