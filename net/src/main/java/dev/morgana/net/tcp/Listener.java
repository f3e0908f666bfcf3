package dev.morgana.net.tcp;

import dev.morgana.wire.Endpoint;
import org.jspecify.annotations.Nullable;

/// A connection in LISTEN state (RFC 9293 section 3.10.1 passive OPEN) with its backlog.
@SuppressWarnings("DoNotCallSuggester") // bodies follow
public final class Listener {
    Listener() {}

    /// Where it listens.
    public Endpoint local() {
        throw new UnsupportedOperationException();
    }

    /// The oldest established connection that nobody took yet, or null.
    public @Nullable TcpConnection accept() {
        throw new UnsupportedOperationException();
    }

    /// Whether [#accept] would give a connection.
    public boolean acceptable() {
        throw new UnsupportedOperationException();
    }

    /// Stops listening; connections that nobody took are reset.
    public void close(long now) {
        throw new UnsupportedOperationException();
    }

    /// Sets who is told that a connection waits.
    public void watcher(Watcher watcher) {
        throw new UnsupportedOperationException();
    }
}
