package dev.morgana.net.udp;

import dev.morgana.net.Counters;
import dev.morgana.net.Counters.Event;
import dev.morgana.net.RandomSource;
import dev.morgana.net.ip.Delivery;
import dev.morgana.net.ip.IcmpError;
import dev.morgana.net.ip.IpOutput;
import dev.morgana.wire.Endpoint;
import dev.morgana.wire.Ipv4Address;
import dev.morgana.wire.Ipv4Header;
import dev.morgana.wire.MalformedPacketException;
import dev.morgana.wire.PacketBuffer;
import dev.morgana.wire.PacketPool;
import dev.morgana.wire.UdpHeader;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The UDP of one stack: all its sockets. Single-threaded, as all of `net`.
public final class UdpLayer {
    /// RFC 6335 section 6: the dynamic ports; RFC 6056 section 3.3.1 chooses among them at random.
    private static final int FIRST_EPHEMERAL = 49152;

    private static final int EPHEMERAL = 65536 - FIRST_EPHEMERAL;

    /// RFC 768: 65535 octets less IP header and UDP header.
    private static final int MAXIMUM = 65535 - Ipv4Header.SIZE - UdpHeader.SIZE;

    private static final int BUCKETS = 256;

    private final IpOutput ip;
    private final RandomSource random;
    private final Counters counters;
    private final int queueLimit;
    private final List<List<UdpSocket>> buckets = new ArrayList<>();
    private int queued;

    /// A layer without sockets.
    ///
    /// @param queueLimit most datagrams that wait in all sockets together, so that they never hold all buffers
    public UdpLayer(IpOutput ip, RandomSource random, Counters counters, int queueLimit) {
        this.ip = ip;
        this.random = random;
        this.counters = counters;
        this.queueLimit = queueLimit;
        for (int i = 0; i < BUCKETS; i++) {
            buckets.add(new ArrayList<>(0));
        }
    }

    /// Opens a socket at `local`, whose address may be [Ipv4Address#ANY]; port 0 chooses a free one at random.
    ///
    /// @throws PortInUseException if another socket has the port on the same or an overlapping address
    public UdpSocket open(Endpoint local) {
        Endpoint chosen = local.port() == 0 ? ephemeral(local.address()) : local;
        if (chosen == null || !isFree(chosen)) {
            throw new PortInUseException(local);
        }
        UdpSocket socket = new UdpSocket(this, chosen);
        bucket(chosen.port()).add(socket);
        return socket;
    }

    private @Nullable Endpoint ephemeral(Ipv4Address address) {
        int start = (int) (random.next() >>> 33) % EPHEMERAL;
        for (int i = 0; i < EPHEMERAL; i++) {
            Endpoint candidate = new Endpoint(address, FIRST_EPHEMERAL + (start + i) % EPHEMERAL);
            if (isFree(candidate)) {
                return candidate;
            }
        }
        return null;
    }

    private boolean isFree(Endpoint wanted) {
        for (UdpSocket socket : bucket(wanted.port())) {
            if (socket.overlaps(wanted)) {
                return false;
            }
        }
        return true;
    }

    private List<UdpSocket> bucket(int port) {
        return buckets.get(port % BUCKETS);
    }

    void remove(UdpSocket socket) {
        bucket(socket.local().port()).remove(socket);
    }

    void queued() {
        queued++;
    }

    void taken() {
        queued--;
    }

    /// A datagram arrived, its window at the UDP header. Takes ownership unless the result says otherwise.
    public Delivery input(PacketBuffer datagram, Ipv4Address source, Ipv4Address destination) {
        int length;
        try {
            length = UdpHeader.check(datagram, source.bits(), destination.bits());
        } catch (MalformedPacketException malformed) {
            return drop(datagram, Event.UDP_MALFORMED);
        }
        int sourcePort = UdpHeader.sourcePort(datagram);
        UdpSocket socket =
                find(UdpHeader.destinationPort(datagram), destination, sourcePort, source);
        if (socket == null) {
            counters.count(Event.UDP_NO_PORT);
            return Delivery.NO_PORT;
        }
        if (queued >= queueLimit || socket.isFull()) {
            return drop(datagram, Event.UDP_QUEUE_FULL);
        }
        counters.count(Event.UDP_RECEIVED);
        datagram.trim(length);
        datagram.consume(UdpHeader.SIZE);
        socket.queue(datagram, source, sourcePort, destination);
        return Delivery.TAKEN;
    }

    private Delivery drop(PacketBuffer datagram, Event why) {
        counters.count(why);
        datagram.release();
        return Delivery.TAKEN;
    }

    /// The socket that fits best, or null.
    private @Nullable UdpSocket find(
            int port, Ipv4Address destination, int sourcePort, Ipv4Address source) {
        UdpSocket best = null;
        int bestMatch = 0;
        List<UdpSocket> candidates = bucket(port);
        // by index: an iterator would be an object per datagram
        for (int i = 0; i < candidates.size(); i++) {
            UdpSocket socket = candidates.get(i);
            int match =
                    socket.local().port() == port
                            ? socket.match(source, sourcePort, destination)
                            : 0;
            if (match > bestMatch) {
                best = socket;
                bestMatch = match;
            }
        }
        return best;
    }

    /// An ICMP error about a datagram of ours: a connected socket is told (RFC 1122 section 4.1.3.3).
    ///
    /// @return whether a socket that sent it is there
    public boolean icmpError(IcmpError error) {
        Endpoint local = error.local();
        Endpoint remote = error.remote();
        UdpSocket socket = find(local.port(), local.address(), remote.port(), remote.address());
        if (socket != null && socket.remote() != null) {
            socket.failed(error);
        }
        return socket != null;
    }

    SendResult send(UdpSocket socket, byte[] from, int offset, int count, Endpoint to, long now) {
        if (count > MAXIMUM) {
            return SendResult.TOO_LONG;
        }
        PacketBuffer datagram = buffer(count);
        if (datagram == null) {
            return SendResult.NO_BUFFER;
        }
        datagram.append(from, offset, count);
        return send(socket, datagram, ip, to, now);
    }

    /// Takes ownership of the datagram, whose window is the payload.
    SendResult send(
            UdpSocket socket, PacketBuffer datagram, IpOutput output, Endpoint to, long now) {
        Ipv4Address source = source(socket, output, to.address());
        if (source == null) {
            datagram.release();
            return SendResult.NO_ROUTE;
        }
        int ports = socket.local().port() << 16 | to.port();
        UdpHeader.prepend(datagram, ports, source.bits(), to.address().bits());
        counters.count(Event.UDP_SENT);
        output.send(datagram, source, to.address(), socket.service(to.address()), now);
        return SendResult.SENT;
    }

    /// The address to send from: the socket's own, or the one that IP chooses. To all hosts a socket may speak without any, as DHCP
    /// must (RFC 2131 section 4.1).
    private static @Nullable Ipv4Address source(
            UdpSocket socket, IpOutput output, Ipv4Address destination) {
        Ipv4Address own = socket.local().address();
        if (!own.isAny()) {
            return own;
        }
        Ipv4Address chosen = output.sourceFor(destination);
        return chosen == null && destination.isBroadcast() ? Ipv4Address.ANY : chosen;
    }

    /// A pooled buffer, or, for what IP has to send in fragments, one of its own.
    private @Nullable PacketBuffer buffer(int count) {
        PacketBuffer pooled = ip.allocate();
        if (pooled != null && pooled.tailroom() < count) {
            pooled.release();
            return PacketBuffer.unpooled(PacketPool.HEADROOM, count);
        }
        return pooled;
    }
}
