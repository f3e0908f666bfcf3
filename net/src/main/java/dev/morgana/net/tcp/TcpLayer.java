package dev.morgana.net.tcp;

import dev.morgana.net.RandomSource;
import dev.morgana.net.ip.IcmpError;
import dev.morgana.net.ip.IpOutput;
import dev.morgana.wire.Checksum;
import dev.morgana.wire.Endpoint;
import dev.morgana.wire.Ipv4Address;
import dev.morgana.wire.Ipv4Header;
import dev.morgana.wire.MalformedPacketException;
import dev.morgana.wire.PacketBuffer;
import dev.morgana.wire.TcpHeader;
import org.jspecify.annotations.Nullable;

/// The TCP of one stack: all its connections and listeners. Single-threaded: the caller holds one lock around every call. `now` is
/// monotonic nanoseconds.
public final class TcpLayer {
    private final IpOutput ip;
    private final RandomSource random;
    private final TcpParameters parameters;
    private final TcpCounters counters = new TcpCounters();
    private final ConnectionTable table;
    private final DeadlineQueue deadlines = new DeadlineQueue();
    private final OutputQueue output = new OutputQueue();
    private final PortTable ports;
    private final InitialSequenceNumbers initialSequenceNumbers;
    private final SipHash timestampOffsets;
    private final MemoryBudget budget;
    private final Shedding shedding;
    private final Segment segment = new Segment();
    private final SegmentWriter writer;
    private final Transmission transmission;
    private final SegmentArrives segmentArrives;
    private final UserCalls userCalls;
    private final Timeouts timeouts;
    private final PassiveOpen passiveOpen;
    private final TimeWaits timeWaits;
    private final IcmpErrors icmpErrors;

    /// A layer without connections.
    @SuppressWarnings("this-escape") // the parts only keep the reference
    public TcpLayer(IpOutput ip, RandomSource random, TcpParameters parameters) {
        this.ip = ip;
        this.random = random;
        this.parameters = parameters;
        table = new ConnectionTable(random);
        ports = new PortTable(random);
        initialSequenceNumbers = new InitialSequenceNumbers(random);
        timestampOffsets = new SipHash(random);
        budget = new MemoryBudget(parameters.memory());
        shedding = new Shedding(this);
        writer = new SegmentWriter(ip, counters);
        transmission = new Transmission(writer, counters);
        segmentArrives = new SegmentArrives(this);
        userCalls = new UserCalls(this);
        timeouts = new Timeouts(this);
        passiveOpen = new PassiveOpen(this);
        timeWaits = new TimeWaits(this);
        icmpErrors = new IcmpErrors(this);
    }

    /// Reserves the endpoint `wanted` for a socket that will listen or connect; port 0 chooses a random free one (RFC 6056).
    ///
    /// @return the endpoint with its port
    /// @throws AddressInUseException if the port is reserved for the same or an overlapping address
    public Endpoint bind(Endpoint wanted) {
        return ports.reserve(wanted);
    }

    /// Gives a reserved endpoint back.
    public void unbind(Endpoint bound) {
        ports.release(bound);
    }

    /// Passive OPEN (RFC 9293 section 3.10.1): accepts connections to `local`, whose address may be [Ipv4Address#ANY]. The socket has
    /// reserved it by [#bind].
    ///
    /// @param backlog most connections that wait to be accepted
    /// @throws AddressInUseException if there is a listener on the same endpoint
    public Listener listen(Endpoint local, int backlog) {
        return passiveOpen.listen(local, backlog);
    }

    /// Active OPEN (section 3.10.1): sends SYN to `remote`. Address ANY in `local` is replaced by the source that IP chooses (MUST-44),
    /// port 0 by a random free one. Without route, or when `remote` is no unicast address (MUST-46), the result is CLOSED with a failure.
    ///
    /// @throws AddressInUseException if the pair of endpoints is in use
    public TcpConnection connect(Endpoint local, Endpoint remote, long now) {
        Ipv4Address source = local.address();
        if (source.isAny()) {
            source = ip.sourceFor(remote.address());
        }
        if (source == null || !isHost(remote.address()) || remote.port() == 0) {
            TcpConnection failed = new TcpConnection(this, local, remote, null);
            failed.ended(new TcpFailure.Unreachable(0));
            return failed;
        }
        Endpoint chosen = new Endpoint(source, local.port());
        if (chosen.port() == 0) {
            chosen = ports.ephemeral(chosen, candidate -> table.find(candidate, remote) == null);
        } else if (table.find(chosen, remote) != null) {
            throw new AddressInUseException(chosen);
        }
        return open(new TcpConnection(this, chosen, remote, null), now);
    }

    private TcpConnection open(TcpConnection c, long now) {
        counters.activeOpens++;
        c.snd.start(initialSequenceNumber(c.local(), c.remote(), now));
        c.enter(TcpState.SYN_SENT);
        add(c);
        c.retransmission.start(now, c.rtt.timeout());
        transmission.syn(c, now);
        deadlines.update(c);
        return c;
    }

    /// SEGMENT ARRIVES (section 3.10.7). Takes ownership of `buffer`, whose window starts at the TCP header. IP has checked its own
    /// header and delivers only what was addressed to us alone, not to a group.
    public void input(PacketBuffer buffer, Ipv4Address source, Ipv4Address destination, long now) {
        try {
            if (isIntact(buffer, source, destination)) {
                segment.read(buffer, source, destination);
                counters.received++;
                arrived(segment, now);
            }
        } catch (MalformedPacketException malformed) {
            counters.malformed++;
        } finally {
            segment.clear();
            buffer.release();
        }
    }

    /// Section 3.1 MUST-3: the checksum; section 3.9.2.3 MUST-57/63: no answer to senders that cannot be. Silently dropped otherwise.
    private boolean isIntact(PacketBuffer buffer, Ipv4Address source, Ipv4Address destination) {
        if (!buffer.isIntact() && !sumsUp(buffer, source, destination)) {
            counters.badChecksum++;
            return false;
        }
        return isHost(source) && isHost(destination);
    }

    private static boolean sumsUp(
            PacketBuffer buffer, Ipv4Address source, Ipv4Address destination) {
        int length = buffer.length();
        long sum = Checksum.pseudoHeader(source.bits(), destination.bits(), Ipv4Header.TCP, length);
        return Checksum.finish(Checksum.add(sum, buffer.array(), buffer.start(), length)) == 0;
    }

    /// Whether the address can be that of one machine.
    private boolean isHost(Ipv4Address address) {
        return !address.isAny() && !ip.isGroup(address);
    }

    private void arrived(Segment s, long now) {
        TcpHeader header = s.header();
        SocketPair pair =
                table.find(
                        SocketPair.addresses(s.destination().bits(), s.source().bits()),
                        SocketPair.ports(header.destinationPort(), header.sourcePort()));
        switch (pair) {
            case null -> {
                // 3.10.7.1 CLOSED: RST for everything but RST.
                if (!passiveOpen.arrived(s, null, now)) {
                    writer.reset(s, now);
                }
            }
            case TcpConnection connection -> segmentArrives.process(connection, s, now);
            case HalfOpen record -> {
                passiveOpen.arrived(record, s, now);
            }
            case TimeWait record -> {
                timeWaits.arrived(record, s, now);
                if (record.heapIndex >= 0) {
                    deadlines.update(record);
                }
            }
        }
    }

    /// An ICMP error message that quotes a segment of ours (section 3.9.2.2).
    public void icmpError(IcmpError error, long now) {
        if (table.find(error.local(), error.remote()) instanceof TcpConnection c) {
            icmpErrors.arrived(c, error, now);
        }
    }

    /// Runs what is due: timers and the output that arriving segments called for. To be called after each batch of [#input] and at the
    /// deadline that it returns.
    ///
    /// @return when to call next at the latest, or [Long#MAX_VALUE]
    public long poll(long now) {
        SocketPair due = deadlines.due(now);
        while (due != null) {
            expired(due, now);
            due = deadlines.due(now);
        }
        TcpConnection waiting = output.poll();
        while (waiting != null) {
            if (waiting.state() != TcpState.CLOSED && waiting.state() != TcpState.TIME_WAIT) {
                transmission.run(waiting, now);
                deadlines.update(waiting);
            }
            waiting = output.poll();
        }
        shedding.run(now);
        return deadlines.next();
    }

    private void expired(SocketPair due, long now) {
        switch (due) {
            case TcpConnection connection -> {
                timeouts.expired(connection, now);
                schedule(connection);
            }
            case HalfOpen record -> passiveOpen.expired(record, now);
            case TimeWait record -> timeWaits.expired(record);
        }
    }

    /// What the layer has counted since its start.
    public TcpCounters.Snapshot counts() {
        return counters.snapshot(table.size(), budget.used());
    }

    /// The handshake is complete (3.10.7.3, 3.10.7.4): ESTABLISHED, or FIN-WAIT-1 if the user has closed meanwhile.
    void established(TcpConnection c, long now) {
        boolean repeated = c.retransmission.attempts() > 0;
        c.retransmission.stop();
        c.rtt.handshakeDone(repeated);
        c.congestion.established(c.sendMss(), repeated);
        c.timers.sent(now);
        c.enter(c.finQueued() ? TcpState.FIN_WAIT_1 : TcpState.ESTABLISHED);
        Listener listener = c.listener();
        if (listener != null) {
            counters.passiveOpens++;
            listener.offer(c);
        }
        c.changed();
    }

    /// Our FIN is acknowledged, the peer's is missing: a user that reads no more does not wait for ever.
    void finWait2(TcpConnection c, long now) {
        c.enter(TcpState.FIN_WAIT_2);
        if (c.isUserClosed()) {
            c.timers.awaitFin(now + parameters.timers().finWait2());
        }
        deadlines.update(c);
    }

    /// Both FINs are acknowledged, ours first: a small record waits 2 MSL; the user keeps what it has not read.
    void timeWait(TcpConnection c, long now) {
        if (c.acknowledgment.isDue()) {
            transmission.acknowledge(c, now);
        }
        forget(c);
        c.sendBuffer.clear();
        if (c.available() == 0) {
            c.receiveBuffer.clear();
        }
        c.enter(TcpState.TIME_WAIT);
        timeWaits.add(c, now);
    }

    /// Enters CLOSED and deletes the TCB.
    void end(TcpConnection c, @Nullable TcpFailure failure) {
        forget(c);
        c.ended(failure);
    }

    /// Notes that the connection may have something to send when the waiting segments are processed.
    void output(TcpConnection c) {
        if (c.state() != TcpState.CLOSED && c.state() != TcpState.TIME_WAIT) {
            output.add(c);
        }
    }

    /// Takes changed timers into account.
    void schedule(SocketPair pair) {
        boolean over =
                pair instanceof TcpConnection c
                        && (c.state() == TcpState.CLOSED || c.state() == TcpState.TIME_WAIT);
        if (!over) {
            deadlines.update(pair);
        }
    }

    /// Adds a pair to table and timers.
    ///
    /// @throws OutOfMemoryError without having changed anything
    void remember(SocketPair pair) {
        add(pair);
        deadlines.update(pair);
    }

    /// Adds a pair to the table, where its timers have room from now on.
    private void add(SocketPair pair) {
        deadlines.reserve(table.size() + 1);
        table.add(pair);
    }

    /// Removes a pair from table and timers.
    void forget(SocketPair pair) {
        table.remove(pair);
        deadlines.remove(pair);
    }

    int initialSequenceNumber(Endpoint local, Endpoint remote, long now) {
        return initialSequenceNumbers.next(local, remote, now);
    }

    /// Timestamps whose offset is a keyed hash of the pair (RFC 7323 section 5.4): unknown to others, and the same for the next connection
    /// of the pair, so that its timestamps go on rising (RFC 6191).
    Timestamps timestamps(Endpoint local, Endpoint remote) {
        long addresses = SocketPair.addresses(local.address().bits(), remote.address().bits());
        long numbers = SocketPair.ports(local.port(), remote.port());
        return new Timestamps((int) timestampOffsets.hash(addresses, numbers));
    }

    /// The peer does not answer: the way there may have changed.
    void doubt(TcpConnection c, long now) {
        ip.doubt(c.remote().address(), now);
    }

    TcpParameters parameters() {
        return parameters;
    }

    TcpCounters counters() {
        return counters;
    }

    RandomSource random() {
        return random;
    }

    MemoryBudget budget() {
        return budget;
    }

    Shedding shedding() {
        return shedding;
    }

    /// Shows `visitor` all connections that are not half open or in TIME-WAIT.
    void visit(ConnectionTable.Visitor visitor, long now) {
        table.visit(visitor, now);
    }

    SegmentWriter writer() {
        return writer;
    }

    Transmission transmission() {
        return transmission;
    }

    SegmentArrives segmentArrives() {
        return segmentArrives;
    }

    UserCalls userCalls() {
        return userCalls;
    }

    PassiveOpen passiveOpen() {
        return passiveOpen;
    }
}
