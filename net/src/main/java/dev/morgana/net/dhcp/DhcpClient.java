package dev.morgana.net.dhcp;

import dev.morgana.net.RandomSource;
import dev.morgana.net.ip.IpOutput;
import dev.morgana.wire.DhcpMessage;
import dev.morgana.wire.DhcpOptions;
import dev.morgana.wire.Endpoint;
import dev.morgana.wire.Ipv4Address;
import dev.morgana.wire.MacAddress;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The state machine of a DHCP client (RFC 2131 section 4.4). It begins at once, without the random delay of section 4.4.1, which a
/// machine that starts to answer one request cannot afford.
public final class DhcpClient {
    /// Section 3.1 step 5: wait at least ten seconds after a DECLINE.
    static final long AFTER_DECLINE = TimeUnit.SECONDS.toNanos(10);

    /// Pause before starting over after a NAK, so that a confused server is not asked without end.
    static final long AFTER_NAK = TimeUnit.SECONDS.toNanos(1);

    /// Section 4.4.5: renewal is repeated after half the time left, but not sooner than after a minute.
    static final long LEAST_RENEWAL = TimeUnit.SECONDS.toNanos(60);

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final int LAST_BACKOFF = 4;
    private static final int REQUEST_ATTEMPTS = 4;
    private static final int SERVER_PORT = 67;
    private static final Endpoint ALL_SERVERS = new Endpoint(Ipv4Address.BROADCAST, SERVER_PORT);

    private final DhcpPort port;
    private final IpOutput output;
    private final MacAddress hardware;
    private final RandomSource random;
    private final LeaseListener listener;
    private final DhcpRequests requests;
    private DhcpState state = DhcpState.INIT;
    private long deadline;
    private long began;
    private int transaction;
    private int attempts;
    private long requested;
    private long bound;
    private Ipv4Address offered = Ipv4Address.ANY;
    private Ipv4Address server = Ipv4Address.ANY;
    private @Nullable Lease lease;

    /// A client that sends its DISCOVER at the first [#poll].
    ///
    /// @param output sends by the card that wants an address
    /// @param hostname told to the server, unless it is empty; ASCII
    public DhcpClient(
            DhcpPort port,
            IpOutput output,
            MacAddress hardware,
            String hostname,
            RandomSource random,
            LeaseListener listener) {
        this.port = port;
        this.output = output;
        this.hardware = hardware;
        this.random = random;
        this.listener = listener;
        this.requests = new DhcpRequests(hardware, hostname);
        port.add(this);
    }

    /// The state.
    public DhcpState state() {
        return state;
    }

    /// What the server gave us, or null while we have no address.
    public @Nullable Lease lease() {
        return lease;
    }

    /// Reads what has arrived and sends what is due.
    ///
    /// @return the next deadline, or [Long#MAX_VALUE]
    public long poll(long now) {
        port.deliver(now);
        while (state != DhcpState.STOPPED && deadline <= now) {
            expired(now);
        }
        return state == DhcpState.STOPPED ? Long.MAX_VALUE : deadline;
    }

    /// A reply arrived on the machine's port. Section 4.1: the transaction must be ours.
    void input(DhcpMessage reply, long now) {
        if (reply.transaction() == transaction && reply.hardware().equals(hardware)) {
            received(reply, reply.type(), now);
        }
    }

    private void received(DhcpMessage message, DhcpMessage.Type type, long now) {
        switch (state) {
            case SELECTING -> {
                if (type == DhcpMessage.Type.OFFER) {
                    select(message, now);
                }
            }
            case REQUESTING, RENEWING, REBINDING -> {
                if (type == DhcpMessage.Type.ACK) {
                    acknowledged(message, now);
                } else if (type == DhcpMessage.Type.NAK && isFromChosenServer(message)) {
                    restart(now + AFTER_NAK, now);
                }
            }
            case INIT, BOUND, STOPPED -> {}
        }
    }

    /// Section 4.4.1: the first offer is taken.
    private void select(DhcpMessage offer, long now) {
        Ipv4Address identifier = offer.options().address(DhcpOptions.SERVER_IDENTIFIER);
        Ipv4Address address = offer.addresses().yours();
        if (identifier == null || !Lease.isHost(address)) {
            return;
        }
        server = identifier;
        offered = address;
        state = DhcpState.REQUESTING;
        attempts = 0;
        sendSelection(now);
    }

    private void sendSelection(long now) {
        if (attempts == 0) {
            requested = now;
        }
        send(requests.select(transaction, seconds(now), server, offered), ALL_SERVERS, now);
        deadline = now + backoff();
    }

    private boolean isFromChosenServer(DhcpMessage message) {
        Ipv4Address identifier = message.options().address(DhcpOptions.SERVER_IDENTIFIER);
        return state == DhcpState.REBINDING || server.equals(identifier);
    }

    /// Section 4.4.1 and 4.4.5: the lease counts from the moment of the request.
    private void acknowledged(DhcpMessage message, long now) {
        if (!isFromChosenServer(message)) {
            return;
        }
        Lease given = Lease.of(message);
        Lease before = lease;
        if (before != null && !before.address().equals(given.address())) {
            listener.lost(now);
        }
        lease = given;
        server = given.server();
        bound = requested;
        // A lease that the stack finds no memory for is asked for again.
        listener.bound(given, now);
        state = DhcpState.BOUND;
        deadline = at(given.renewal());
    }

    /// The instant `after` nanoseconds from the start of the lease; MAX_VALUE stays that.
    private long at(long after) {
        return after == Long.MAX_VALUE ? Long.MAX_VALUE : bound + after;
    }

    private void expired(long now) {
        Lease held = lease;
        switch (state) {
            case INIT -> begin(now);
            case SELECTING -> discover(now);
            case REQUESTING -> {
                if (attempts < REQUEST_ATTEMPTS) {
                    sendSelection(now);
                } else {
                    restart(now, now);
                }
            }
            case BOUND -> {
                transaction = (int) random.next();
                began = now;
                state = DhcpState.RENEWING;
                extend(held, now);
            }
            case RENEWING -> {
                if (held != null && now >= at(held.rebinding())) {
                    state = DhcpState.REBINDING;
                }
                extend(held, now);
            }
            case REBINDING -> extend(held, now);
            case STOPPED -> {}
        }
    }

    private void begin(long now) {
        transaction = (int) random.next();
        began = now;
        attempts = 0;
        state = DhcpState.SELECTING;
        discover(now);
    }

    private void discover(long now) {
        send(requests.discover(transaction, seconds(now)), ALL_SERVERS, now);
        deadline = now + backoff();
    }

    /// Section 4.4.5: asks for more time, our server alone or all; at the end of the lease the address is given up.
    private void extend(@Nullable Lease held, long now) {
        if (held == null || now >= at(held.expiry())) {
            restart(now, now);
            return;
        }
        boolean renewing = state == DhcpState.RENEWING;
        Endpoint to = renewing ? new Endpoint(server, SERVER_PORT) : ALL_SERVERS;
        requested = now;
        send(requests.extend(transaction, seconds(now), held.address().address()), to, now);
        long end = at(renewing ? held.rebinding() : held.expiry());
        deadline = Math.min(end, now + Math.max((end - now) / 2, LEAST_RENEWAL));
    }

    /// Starts over at `when`, without an address.
    private void restart(long when, long now) {
        state = DhcpState.INIT;
        deadline = when;
        if (lease != null) {
            lease = null;
            listener.lost(now);
        }
    }

    /// Another machine uses the address (section 4.4.1): it is refused, and a new one asked for after ten seconds.
    public void decline(long now) {
        Lease held = lease;
        if (held == null) {
            return;
        }
        restart(now + AFTER_DECLINE, now);
        Ipv4Address address = held.address().address();
        send(requests.decline((int) random.next(), held.server(), address), ALL_SERVERS, now);
    }

    /// Gives the address back (section 4.4.6) and ends.
    public void stop(long now) {
        Lease held = lease;
        if (held != null) {
            Endpoint to = new Endpoint(held.server(), SERVER_PORT);
            Ipv4Address address = held.address().address();
            send(requests.release((int) random.next(), held.server(), address), to, now);
            lease = null;
            listener.lost(now);
        }
        state = DhcpState.STOPPED;
        port.remove(this);
    }

    /// Section 4.1: 4, 8, 16, 32, 64 seconds, each plus or minus up to a second.
    private long backoff() {
        long base = SECOND << (2 + Math.min(attempts, LAST_BACKOFF));
        attempts++;
        return base - SECOND + Math.floorMod(random.next(), 2 * SECOND);
    }

    private int seconds(long now) {
        return (int) Math.min((now - began) / SECOND, 0xffff);
    }

    private void send(DhcpMessage message, Endpoint to, long now) {
        port.send(message, output, to, now);
    }
}
