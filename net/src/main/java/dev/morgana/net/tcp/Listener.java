package dev.morgana.net.tcp;

import dev.morgana.net.Watcher;
import dev.morgana.net.ip.IpService;
import dev.morgana.wire.Endpoint;
import org.jspecify.annotations.Nullable;

/// A connection in LISTEN state (RFC 9293 section 3.10.1, passive OPEN) with its backlog.
public final class Listener {
    private final TcpLayer layer;
    private final Endpoint local;
    private final int backlog;
    private final RecordList halfOpen = new RecordList();

    /// The established connections that nobody took yet, oldest first, linked by [TcpConnection#nextOffered].
    private @Nullable TcpConnection first;

    private @Nullable TcpConnection last;
    private int offered;
    private Watcher watcher = Watcher.NONE;
    private IpService service = IpService.TCP;

    Listener(TcpLayer layer, Endpoint local, int backlog) {
        this.layer = layer;
        this.local = local;
        this.backlog = Math.max(1, backlog);
    }

    /// Where it listens.
    public Endpoint local() {
        return local;
    }

    /// The oldest established connection that nobody took yet, or null.
    public @Nullable TcpConnection accept() {
        TcpConnection connection = first;
        if (connection != null) {
            first = connection.nextOffered;
            connection.nextOffered = null;
            last = first == null ? null : last;
            offered--;
        }
        return connection;
    }

    /// Whether [#accept] would give a connection.
    public boolean acceptable() {
        return first != null;
    }

    /// Stops listening; connections that nobody took are reset.
    public void close(long now) {
        layer.passiveOpen().close(this);
        for (TcpConnection next = accept(); next != null; next = accept()) {
            next.abort(now);
        }
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
        return offered >= backlog;
    }

    /// A handshake is complete.
    void offer(TcpConnection connection) {
        if (last == null) {
            first = connection;
        } else {
            last.nextOffered = connection;
        }
        last = connection;
        offered++;
        watcher.changed();
    }

    /// The half-open connections, oldest first.
    RecordList halfOpen() {
        return halfOpen;
    }
}
