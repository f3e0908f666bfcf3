package dev.morgana.net.ip;

import dev.morgana.net.Counters;
import dev.morgana.net.Counters.Event;
import dev.morgana.net.RandomSource;
import dev.morgana.wire.Bytes;
import dev.morgana.wire.Icmpv4Message;
import dev.morgana.wire.Ipv4Address;
import dev.morgana.wire.Ipv4Header;
import dev.morgana.wire.Ipv4Prefix;
import dev.morgana.wire.MalformedPacketException;
import dev.morgana.wire.PacketBuffer;
import dev.morgana.wire.PacketPool;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/// IPv4 of a host with at most one card (RFC 791, RFC 1122 section 3). Packets to 127.0.0.0/8 and to our own address stay inside: they
/// wait in a queue until [#poll] takes them up the stack, so that a sender is never called back from within its own call.
public final class Ipv4Layer implements IpOutput {
    private static final int INSIDE_LIMIT = 256;
    private static final int DHCP_CLIENT_PORT = 68;
    private static final int MALFORMED = 0;

    private final @Nullable ArpLayer link;
    private final int linkMtu;
    private final PacketPool pool;
    private final @Nullable PacketPool large;
    private final Transports transports;
    private final Counters counters;
    private final IcmpLayer icmp;
    private final EarlyPackets early;
    private final Reassembly reassembly;
    private final PathMtu paths = new PathMtu();
    private final Identifications identifications;
    private final KnownAddresses addresses = new KnownAddresses();
    private final ArrayDeque<PacketBuffer> inside = new ArrayDeque<>();
    private @Nullable Ipv4Prefix own;
    private int ownBits;
    private RouteTable routes = RouteTable.EMPTY;

    /// A layer without address.
    ///
    /// @param link the card's ARP layer, or null for a machine without card
    /// @param mtu of the link
    /// @param large buffers for what the card cuts into segments; null when it cuts nothing
    @SuppressWarnings("this-escape") // the ICMP layer only keeps the reference
    public Ipv4Layer(
            @Nullable ArpLayer link,
            int mtu,
            PacketPool pool,
            @Nullable PacketPool large,
            Transports transports,
            RandomSource random,
            Counters counters) {
        this.link = link;
        this.linkMtu = mtu;
        this.pool = pool;
        this.large = large;
        this.transports = transports;
        this.counters = counters;
        this.identifications = new Identifications(random);
        this.reassembly = new Reassembly(counters);
        this.early = new EarlyPackets(counters);
        this.icmp = new IcmpLayer(this, transports, paths, random, counters);
    }

    /// Uses `address` and `routes` from now on; null ends the use of an address.
    public void address(@Nullable Ipv4Prefix address, RouteTable newRoutes) {
        own = address;
        ownBits = address == null ? 0 : address.address().bits();
        routes = newRoutes;
    }

    /// Our address with its network, or null while there is none.
    public @Nullable Ipv4Prefix address() {
        return own;
    }

    /// A packet arrived, its window at the IP header, perhaps with padding behind; takes ownership.
    public void input(PacketBuffer packet, Origin origin, long now) {
        int size = check(packet);
        if (size == MALFORMED) {
            drop(packet, Event.IPV4_MALFORMED);
            return;
        }
        packet.trim(Ipv4Header.totalLength(packet));
        Event refusal = refusal(packet, size, origin);
        if (refusal != null) {
            if (!isEarly(refusal, packet, origin) || !early.keep(packet, now)) {
                drop(packet, refusal);
            }
            return;
        }
        PacketBuffer whole = packet;
        if (Ipv4Header.isFragment(packet)) {
            whole = reassembly.add(packet, size, now);
            if (whole == null) {
                return;
            }
            size = Ipv4Header.size(whole);
        }
        deliver(whole, size, origin, now);
    }

    /// The header's size, or [#MALFORMED].
    private static int check(PacketBuffer packet) {
        try {
            return Ipv4Header.check(packet);
        } catch (MalformedPacketException malformed) {
            return MALFORMED;
        }
    }

    private void drop(PacketBuffer packet, Event why) {
        counters.count(why);
        packet.release();
    }

    /// Why a well-formed packet is not for us, or null. A received TTL of 1 or 0 is no reason (RFC 1122 section 3.2.1.7).
    private @Nullable Event refusal(PacketBuffer packet, int size, Origin origin) {
        int source = Ipv4Header.source(packet);
        int destination = Ipv4Header.destination(packet);
        if (origin != Origin.INSIDE && !isPossibleSource(source)) {
            return Event.IPV4_BAD_SOURCE;
        }
        boolean ours =
                switch (origin) {
                    case INSIDE -> isOurs(destination);
                    case UNICAST_FRAME ->
                            destination == ownBits
                                    || isBroadcast(destination)
                                    || isForDhcp(packet, size);
                    // RFC 1122 section 3.3.6: a frame to all cards must hold a packet to all hosts
                    case GROUP_FRAME -> isBroadcast(destination);
                };
        if (!ours || destination == 0) {
            return Event.IPV4_NOT_FOR_US;
        }
        return Ipv4Header.hasSourceRoute(packet, size) ? Event.IPV4_SOURCE_ROUTED : null;
    }

    /// Whether it may turn out to be for us once we have an address.
    private boolean isEarly(Event refusal, PacketBuffer packet, Origin origin) {
        int destination = Ipv4Header.destination(packet);
        boolean host =
                destination >>> 24 != 0 && destination >>> 24 != 127 && destination >>> 24 < 224;
        return own == null
                && host
                && origin == Origin.UNICAST_FRAME
                && refusal == Event.IPV4_NOT_FOR_US;
    }

    /// RFC 1122 section 3.2.1.3: the source is one host other than this: not 0, loopback, multicast, reserved or broadcast.
    private boolean isPossibleSource(int source) {
        int top = source >>> 24;
        Ipv4Prefix ours = own;
        return top != 0
                && top != 127
                && top < 224
                && (ours == null || (source != ownBits && !ours.isBroadcast(source)));
    }

    private boolean isBroadcast(int destination) {
        Ipv4Prefix ours = own;
        return destination == -1 || (ours != null && ours.isBroadcast(destination));
    }

    /// RFC 2131 section 4.1: without an address, an answer to the DHCP client comes to the address that is being offered.
    private boolean isForDhcp(PacketBuffer packet, int size) {
        return ownBits == 0
                && Ipv4Header.protocol(packet) == Ipv4Header.UDP
                && !Ipv4Header.isFragment(packet)
                && packet.length() >= size + 4
                && Bytes.u16(packet.array(), packet.start() + size + 2) == DHCP_CLIENT_PORT;
    }

    /// Whether packets to the address with these bits stay inside.
    boolean isOurs(int bits) {
        return bits >>> 24 == 127 || (bits == ownBits && bits != 0);
    }

    private void deliver(PacketBuffer packet, int size, Origin origin, long now) {
        int source = Ipv4Header.source(packet);
        int destination = Ipv4Header.destination(packet);
        int protocol = Ipv4Header.protocol(packet);
        boolean unicast = origin != Origin.GROUP_FRAME && !isBroadcast(destination);
        packet.consume(size);
        if (protocol == Ipv4Header.ICMP) {
            icmp.input(packet, source, destination, unicast, now);
            return;
        }
        counters.count(Event.IPV4_DELIVERED);
        Delivery delivery =
                transports.deliver(
                        protocol,
                        packet,
                        addresses.of(source),
                        addresses.of(destination),
                        unicast,
                        now);
        if (delivery != Delivery.TAKEN) {
            packet.prepend(size);
            int code = delivery == Delivery.NO_PORT ? Icmpv4Message.PORT : Icmpv4Message.PROTOCOL;
            icmp.error(packet, size, Icmpv4Message.UNREACHABLE, code, unicast, now);
        }
    }

    /// Sends an ICMP echo request, whose reply is waited for until [#forget].
    ///
    /// @param source ours, or null for the one that leads to the destination; without one no reply will come
    /// @param timeToLive hops that the request may take, 1 to 255
    public EchoRequest ask(
            Ipv4Address destination, @Nullable Ipv4Address source, int timeToLive, long now) {
        Ipv4Address from = source == null ? sourceFor(destination) : source;
        return icmp.ask(from == null ? 0 : from.bits(), destination.bits(), timeToLive, now);
    }

    /// Waits for a reply no longer.
    public void forget(EchoRequest request) {
        icmp.forget(request);
    }

    @Override
    public @Nullable PacketBuffer allocate() {
        return pool.take();
    }

    @Override
    public boolean isOffloaded(Ipv4Address destination) {
        return large != null && !isOurs(destination.bits());
    }

    @Override
    public boolean hasLarge() {
        return large != null && large.hasFree();
    }

    @Override
    public @Nullable PacketBuffer allocateLarge() {
        PacketPool present = large;
        return present == null ? null : present.take();
    }

    @Override
    public void send(
            PacketBuffer segment,
            Ipv4Address source,
            Ipv4Address destination,
            IpService service,
            long now) {
        sendFrom(segment, source.bits(), destination.bits(), service, now);
    }

    /// The same as [#send] with the addresses' bits.
    void sendFrom(PacketBuffer segment, int source, int destination, IpService service, long now) {
        if (isOurs(destination)) {
            sendInside(segment, source, destination, service);
            return;
        }
        int neighbour = neighbour(source, destination);
        ArpLayer out = link;
        if (neighbour == RouteTable.NONE || out == null) {
            drop(segment, Event.IPV4_NO_ROUTE);
            return;
        }
        counters.count(Event.IPV4_SENT);
        int mtu = paths.of(destination, linkMtu);
        // a path that claims to be narrower than we believe may be so: routers shall divide
        boolean divisible = service.divisible() || mtu <= PathMtu.MINIMUM;
        int fragmentation = divisible ? identifications.next(destination) << 16 : Ipv4Header.ATOMIC;
        Ipv4Header.prepend(segment, service.packed(), fragmentation, source, destination);
        if (segment.length() > mtu && segment.segmentSize() == 0) {
            sendFragments(segment, mtu, out, neighbour, now);
        } else {
            transmit(segment, out, neighbour, destination, now);
        }
    }

    private void sendInside(PacketBuffer segment, int source, int destination, IpService service) {
        if (!isOurs(source)) {
            drop(segment, Event.IPV4_NO_ROUTE);
            return;
        }
        if (inside.size() >= INSIDE_LIMIT) {
            drop(segment, Event.IPV4_LOOPBACK_FULL);
            return;
        }
        counters.count(Event.IPV4_SENT);
        Ipv4Header.prepend(segment, service.packed(), Ipv4Header.ATOMIC, source, destination);
        inside.addLast(segment);
    }

    /// The next hop, or NONE when no route leads to the destination or the source is not ours: 0.0.0.0 speaks only to all, before we have
    /// an address (RFC 1122 section 3.2.1.3 (a)), and a lost address does not speak.
    private int neighbour(int source, int destination) {
        if (destination == -1) {
            return source == ownBits ? destination : RouteTable.NONE;
        }
        boolean mayLeave = source == ownBits && source != 0 && destination != 0;
        if (!mayLeave) {
            return RouteTable.NONE;
        }
        boolean group = isBroadcast(destination) || destination >>> 28 == 0xe;
        return group ? destination : routes.nextHop(destination);
    }

    private void transmit(
            PacketBuffer packet, ArpLayer out, int neighbour, int destination, long now) {
        if (isBroadcast(destination)) {
            out.broadcast(packet);
        } else if (destination >>> 28 == 0xe) {
            out.multicast(packet, destination);
        } else {
            out.send(packet, neighbour, now);
        }
    }

    /// RFC 791 section 3.2; RFC 6864 section 4.3: fragments of different packets must not have the same identification soon.
    private void sendFragments(
            PacketBuffer packet, int mtu, ArpLayer out, int neighbour, long now) {
        int destination = Ipv4Header.destination(packet);
        if (Ipv4Header.isAtomic(packet)) {
            Bytes.put16(packet.array(), packet.start() + 4, identifications.next(destination));
        }
        boolean last = false;
        for (int index = 0; !last; index++) {
            PacketBuffer fragment = pool.take();
            if (fragment == null) {
                break;
            }
            last = Reassembly.fragment(packet, mtu, index, fragment);
            transmit(fragment, out, neighbour, destination, now);
        }
        packet.release();
    }

    @Override
    public int mtu(Ipv4Address destination) {
        return isOurs(destination.bits()) ? linkMtu : paths.of(destination.bits(), linkMtu);
    }

    @Override
    public @Nullable Ipv4Address sourceFor(Ipv4Address destination) {
        if (destination.isLoopback()) {
            return Ipv4Address.LOOPBACK;
        }
        Ipv4Prefix ours = own;
        if (ours == null) {
            return null;
        }
        boolean reachable =
                isOurs(destination.bits())
                        || neighbour(ownBits, destination.bits()) != RouteTable.NONE;
        return reachable ? ours.address() : null;
    }

    @Override
    public void doubt(Ipv4Address destination, long now) {
        int neighbour = neighbour(ownBits, destination.bits());
        if (link != null && neighbour != RouteTable.NONE && !isOurs(destination.bits())) {
            link.doubt(neighbour, now);
        }
    }

    /// A packet of ours whose next hop does not answer: its transport is told. Takes ownership.
    public void undeliverable(PacketBuffer packet, long now) {
        icmp.undeliverable(packet, now);
    }

    /// Whether packets to ourselves wait, or such as came before our address did.
    public boolean hasWork() {
        return !inside.isEmpty() || (own != null && !early.isEmpty());
    }

    /// Takes the packets that wait up the stack, and gives up on fragments that wait too long.
    ///
    /// @return the next deadline, or [Long#MAX_VALUE]; see also [#hasWork]
    public long poll(long now) {
        for (int waiting = inside.size(); waiting > 0; waiting--) {
            input(inside.removeFirst(), Origin.INSIDE, now);
        }
        while (own != null && !early.isEmpty()) {
            input(early.take(), Origin.UNICAST_FRAME, now);
        }
        while (reassembly.deadline() <= now) {
            PacketBuffer first = reassembly.expire(now);
            if (first != null) {
                // RFC 1122 section 3.3.2: time exceeded, code 1, if the first fragment is there
                boolean unicast = !isBroadcast(Ipv4Header.destination(first));
                int size = Ipv4Header.size(first);
                icmp.error(first, size, Icmpv4Message.TIME_EXCEEDED, 1, unicast, now);
            }
        }
        return Math.min(Math.min(paths.poll(now), early.poll(now)), reassembly.deadline());
    }
}
