package dev.morgana.net.tcp;

import dev.morgana.net.Watcher;
import dev.morgana.net.ip.IpService;
import dev.morgana.wire.Endpoint;
import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.SequencedSet;
import org.jspecify.annotations.Nullable;

/// A connection in LISTEN state (RFC 9293 section 3.10.1, passive OPEN) with its backlog.
public final class Listener {
    /// Room for so many connections is there from the start: the JDK's default is 50.
    private static final int USUAL_BACKLOG = 64;

    private final TcpLayer layer;
    private final Endpoint local;
    private final int backlog;
    private final ArrayDeque<TcpConnection> established;
    private final LinkedHashSet<HalfOpen> halfOpen = new LinkedHashSet<>();
    private Watcher watcher = Watcher.NONE;
    private IpService service = IpService.TCP;

    Listener(TcpLayer layer, Endpoint local, int backlog) {
        this.layer = layer;
        this.local = local;
        this.backlog = Math.max(1, backlog);
        this.established = new ArrayDeque<>(Math.min(this.backlog, USUAL_BACKLOG));
    }

    /// Where it listens.
    public Endpoint local() {
        return local;
    }

    /// The oldest established connection that nobody took yet, or null.
    public @Nullable TcpConnection accept() {
        return established.poll();
    }

    /// Whether [#accept] would give a connection.
    public boolean acceptable() {
        return !established.isEmpty();
    }

    /// Stops listening; connections that nobody took are reset.
    public void close(long now) {
        layer.passiveOpen().close(this);
        for (TcpConnection connection : established) {
            connection.abort(now);
        }
        established.clear();
    }

    /// Sets who is told that a connection waits.
    public void watcher(Watcher told) {
        watcher = told;
    }

    /// Sets how IP sends the segments of connections that begin from now on (RFC 9293 section 3.9.1.9 MUST-48).
    public void service(IpService wanted) {
        service = wanted;
    }

    IpService service() {
        return service;
    }

    /// Whether the backlog has no room for one more established connection.
    boolean full() {
        return established.size() >= backlog;
    }

    /// A handshake is complete.
    void offer(TcpConnection connection) {
        established.add(connection);
        watcher.changed();
    }

    /// The half-open connections, oldest first.
    SequencedSet<HalfOpen> halfOpen() {
        return halfOpen;
    }
}
