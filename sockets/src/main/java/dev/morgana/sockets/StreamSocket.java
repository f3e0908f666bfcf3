package dev.morgana.sockets;

import dev.morgana.net.Watcher;
import dev.morgana.net.ip.IpService;
import dev.morgana.net.tcp.AddressInUseException;
import dev.morgana.net.tcp.Listener;
import dev.morgana.net.tcp.TcpConnection;
import dev.morgana.net.tcp.TcpFailure;
import dev.morgana.net.tcp.TcpLayer;
import dev.morgana.net.tcp.TcpState;
import dev.morgana.wire.Endpoint;
import dev.morgana.wire.Ipv4Address;
import java.io.IOException;
import java.net.SocketException;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/// A TCP socket: fresh, bound, listening or connected. What waits follows the pattern of [Descriptor]; options are in
/// [StreamSocketOptions].
public final class StreamSocket extends Descriptor {
    private static final Endpoint UNBOUND = new Endpoint(Ipv4Address.ANY, 0);

    private final TcpLayer tcp;
    private final StreamOptions options = new StreamOptions();

    /// Made with the socket: what it watches must not be lost when there is no memory later.
    private final Watcher watcher = this::changed;

    /// The endpoint reserved by [#bind], or null.
    private @Nullable Endpoint bound;

    private @Nullable Listener listener;
    private @Nullable TcpConnection connection;
    private boolean failureReported;

    /// A fresh socket.
    public StreamSocket(Stack stack, TcpLayer tcp) {
        super(stack);
        this.tcp = tcp;
    }

    private StreamSocket(StreamSocket listening) {
        this(listening.stack, listening.tcp);
        options.inherit(listening.options);
    }

    /// Takes a local endpoint; port 0 chooses one.
    ///
    /// @throws IOException if it is taken, or the socket is bound
    public void bind(Endpoint wanted) throws IOException {
        stack.enter();
        try {
            if (bound != null || connection != null) {
                throw Failures.invalid();
            }
            bound = tcp.bind(wanted);
        } catch (AddressInUseException e) {
            throw Failures.addressInUse();
        } finally {
            stack.leave();
        }
    }

    /// Begins to accept connections.
    ///
    /// @param backlog most connections that wait for [#accept]
    public void listen(int backlog) throws IOException {
        stack.enter();
        try {
            if (listener != null || connection != null) {
                throw Failures.invalid();
            }
            if (bound == null) {
                bound = tcp.bind(UNBOUND);
            }
            IpService service = options.service();
            listener = tcp.listen(bound, Math.max(1, backlog));
            listener.watcher(watcher);
            listener.service(service);
        } catch (AddressInUseException e) {
            throw Failures.addressInUse();
        } finally {
            stack.leave();
        }
    }

    /// The oldest connection that waits, as a new descriptor, or null when there is none and this must not wait or was closed: then
    /// [#isClosed] tells the two apart.
    public @Nullable StreamSocket accept() throws IOException {
        stack.enter();
        try {
            while (!closed()) {
                if (listener == null) {
                    throw Failures.invalid();
                }
                if (listener.acceptable()) {
                    return accepted(listener);
                }
                if (nonBlocking()) {
                    return null;
                }
                await(Readiness.IN, Long.MAX_VALUE);
            }
            return null;
        } finally {
            stack.leave();
        }
    }

    /// The socket is there before its connection is taken, which nobody would have without memory.
    private StreamSocket accepted(Listener from) {
        StreamSocket made = new StreamSocket(this);
        TcpConnection accepted = Objects.requireNonNull(from.accept());
        try {
            made.adopt(accepted);
        } catch (OutOfMemoryError e) {
            accepted.abort(stack.now());
            throw e;
        }
        return made;
    }

    /// Asks for a connection.
    ///
    /// @return 1 when it is open, or an [Outcome]
    public int connect(Endpoint remote) throws IOException {
        stack.enter();
        try {
            if (listener != null || connection != null) {
                throw new SocketException("Transport endpoint is already connected");
            }
            stack.touchProtocols();
            failureReported = false;
            adopt(tcp.connect(bound == null ? UNBOUND : bound, reachable(remote), stack.now()));
            while (!closed()) {
                if (connected()) {
                    return 1;
                }
                if (nonBlocking()) {
                    return Outcome.UNAVAILABLE;
                }
                await(Readiness.OUT, Long.MAX_VALUE);
            }
            return Outcome.INTERRUPTED;
        } catch (AddressInUseException e) {
            throw Failures.addressNotAvailable();
        } finally {
            stack.leave();
        }
    }

    /// Whether the connection asked for is open.
    ///
    /// @throws IOException if it failed; once
    public boolean finishConnect() throws IOException {
        stack.enter();
        try {
            return connection != null && connected();
        } finally {
            stack.leave();
        }
    }

    @Override
    public int read(byte[] to, int offset, int count) throws IOException {
        stack.enter();
        try {
            while (!closed()) {
                TcpConnection from = requireConnection();
                int received = from.receive(to, offset, count, stack.now());
                if (received != 0) {
                    stack.touchProtocols();
                    return received > 0 ? received : end(from);
                }
                if (nonBlocking()) {
                    return Outcome.UNAVAILABLE;
                }
                await(Readiness.IN, Long.MAX_VALUE);
            }
            return Outcome.INTERRUPTED;
        } finally {
            stack.leave();
        }
    }

    @Override
    public int write(byte[] from, int offset, int count) throws IOException {
        return write(from, offset, count, false);
    }

    /// Writes one octet behind what was written, and tells the peer that all up to it is urgent (`MSG_OOB`).
    ///
    /// @return 1, or an [Outcome]
    /// @throws IOException as [#write] does
    public int writeUrgent(byte octet) throws IOException {
        return write(new byte[] {octet}, 0, 1, true);
    }

    private int write(byte[] from, int offset, int count, boolean urgent) throws IOException {
        int done = 0;
        stack.enter();
        try {
            while (!closed()) {
                TcpConnection to = requireConnection();
                stack.touchProtocols();
                int sent =
                        urgent
                                ? to.sendUrgent(from, offset, stack.now())
                                : to.send(from, offset + done, count - done, stack.now());
                if (sent < 0) {
                    throw Failures.ofWrite(unreported(to));
                }
                done += sent;
                if (done == count || (nonBlocking() && done > 0)) {
                    return done;
                }
                if (nonBlocking()) {
                    return Outcome.UNAVAILABLE;
                }
                await(Readiness.OUT, Long.MAX_VALUE);
            }
            return done > 0 ? done : Outcome.INTERRUPTED;
        } finally {
            stack.leave();
        }
    }

    @Override
    public int available() throws IOException {
        stack.enter();
        try {
            return requireConnection().available();
        } finally {
            stack.leave();
        }
    }

    /// Closes one direction or both of the open connection.
    public void shutdown(boolean input, boolean output) throws IOException {
        stack.enter();
        try {
            TcpConnection open = requireConnection();
            stack.touchProtocols();
            if (input) {
                open.shutdownInput();
            }
            if (output) {
                open.shutdownOutput(stack.now());
            }
        } finally {
            stack.leave();
        }
    }

    /// The local endpoint; ANY and port 0 before there is one.
    public Endpoint local() {
        stack.enter();
        try {
            if (connection != null) {
                return connection.local();
            }
            return bound == null ? UNBOUND : bound;
        } finally {
            stack.leave();
        }
    }

    /// The remote endpoint.
    ///
    /// @throws IOException if there is no connection
    public Endpoint remote() throws IOException {
        stack.enter();
        try {
            return requireConnection().remote();
        } finally {
            stack.leave();
        }
    }

    /// Reads an option, inside the stack.
    int option(ToIntFunction<StreamOptions> what) {
        stack.enter();
        try {
            return what.applyAsInt(options);
        } finally {
            stack.leave();
        }
    }

    /// Changes options, inside the stack.
    void options(Consumer<StreamOptions> change) {
        stack.enter();
        try {
            change.accept(options);
            if (connection != null) {
                stack.touchProtocols();
                options.applyTo(connection);
            }
            if (listener != null) {
                listener.service(options.service());
            }
        } finally {
            stack.leave();
        }
    }

    @Override
    int readiness() {
        if (listener != null) {
            return listener.acceptable() ? Readiness.IN : 0;
        }
        TcpConnection open = connection;
        if (open == null) {
            return 0;
        }
        int bits = open.readable() ? Readiness.IN : 0;
        bits |= open.writable() ? Readiness.OUT : 0;
        bits |= open.failure() != null && !failureReported ? Readiness.ERROR : 0;
        return open.state() == TcpState.CLOSED ? bits | Readiness.HANG_UP : bits;
    }

    @Override
    void release(long now) {
        stack.touchProtocols();
        if (listener != null) {
            listener.watcher(Watcher.NONE);
            listener.close(now);
        }
        if (connection != null) {
            connection.watcher(Watcher.NONE);
            if (options.linger == 0) {
                connection.abort(now);
            } else {
                connection.close(now);
            }
        }
        if (bound != null) {
            tcp.unbind(bound);
        }
    }

    private void adopt(TcpConnection made) {
        connection = made;
        made.watcher(watcher);
        options.applyTo(made);
    }

    /// Linux takes `0.0.0.0` as this machine.
    private static Endpoint reachable(Endpoint remote) {
        return remote.address().isAny()
                ? new Endpoint(Ipv4Address.LOOPBACK, remote.port())
                : remote;
    }

    private boolean connected() throws IOException {
        TcpConnection asked = requireConnection();
        TcpFailure failure = unreported(asked);
        if (failure != null) {
            connection = null;
            throw Failures.ofConnect(failure);
        }
        TcpState state = asked.state();
        return state != TcpState.SYN_SENT && state != TcpState.SYN_RECEIVED;
    }

    /// Nothing more comes: because the remote end finished, or because the connection failed, which is reported once.
    private int end(TcpConnection from) throws IOException {
        TcpFailure failure = unreported(from);
        if (failure != null) {
            throw Failures.ofRead(failure);
        }
        return Outcome.END;
    }

    private @Nullable TcpFailure unreported(TcpConnection failed) {
        TcpFailure failure = failureReported ? null : failed.failure();
        failureReported |= failure != null;
        return failure;
    }

    private TcpConnection requireConnection() throws SocketException {
        if (connection == null) {
            throw Failures.notConnected();
        }
        return connection;
    }
}
