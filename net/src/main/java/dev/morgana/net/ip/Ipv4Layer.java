package dev.morgana.net.ip;

import dev.morgana.net.Counters;
import dev.morgana.net.Counters.Event;
import dev.morgana.net.RandomSource;
import dev.morgana.wire.Bytes;
import dev.morgana.wire.Icmpv4Message;
import dev.morgana.wire.Ipv4Address;
import dev.morgana.wire.Ipv4Header;
import dev.morgana.wire.Ipv4Prefix;
import dev.morgana.wire.LinkedQueue;
import dev.morgana.wire.MalformedPacketException;
import dev.morgana.wire.PacketBuffer;
import dev.morgana.wire.PacketPool;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// IPv4 of a host (RFC 791, RFC 1122 section 3). With several cards a packet leaves by that of its source address, and comes in only
/// by that of its destination address (section 3.3.4.2, strong model). Packets to 127.0.0.0/8 and to our own addresses stay inside: they
/// wait in a queue until [#poll] takes them up the stack, so that a sender is never called back from within its own call.
public final class Ipv4Layer implements IpOutput {
    private static final int INSIDE_LIMIT = 256;
    private static final int DHCP_CLIENT_PORT = 68;
    private static final int MALFORMED = 0;
    private static final int USUAL_MTU = 1500;

    private IpLink[] links = new IpLink[0];
    private int linkMtu = USUAL_MTU;
    private final PacketPool pool;
    private @Nullable PacketPool large;
    private final Transports transports;
    private final Counters counters;
    private final IcmpLayer icmp;
    private final Reassembly reassembly;
    private final PathMtu paths = new PathMtu();
    private final Identifications identifications;
    private final KnownAddresses addresses = new KnownAddresses();
    private final LinkedQueue<PacketBuffer> inside = new LinkedQueue<>();

    /// A layer without links: packets stay inside.
    @SuppressWarnings("this-escape") // the ICMP layer only keeps the reference
    public Ipv4Layer(
            PacketPool pool, Transports transports, RandomSource random, Counters counters) {
        this.pool = pool;
        this.transports = transports;
        this.counters = counters;
        this.identifications = new Identifications(random);
        this.reassembly = new Reassembly(counters);
        this.icmp = new IcmpLayer(this, transports, paths, random, counters);
    }

    /// Adds a link. Packets are never larger than the least MTU of all.
    ///
    /// @param mtu octets of the largest packet on the link
    /// @param segments buffers for what the card cuts into segments, or null when it cuts nothing; used when each card has some
    public void attach(IpLink link, int mtu, @Nullable PacketPool segments) {
        boolean first = links.length == 0;
        links = Arrays.copyOf(links, links.length + 1);
        links[links.length - 1] = link;
        linkMtu = first ? mtu : Math.min(linkMtu, mtu);
        large = first || large != null ? segments : null;
    }

    /// A packet arrived, its window at the IP header, perhaps with padding behind; takes ownership.
    ///
    /// @param link where it came in; null for one from inside
    public void input(@Nullable IpLink link, PacketBuffer packet, Origin origin, long now) {
        int size = check(packet);
        if (size == MALFORMED || isWronglyMerged(packet)) {
            drop(packet, Event.IPV4_MALFORMED);
            return;
        }
        packet.trim(Ipv4Header.totalLength(packet));
        Event refusal = link == null ? refusal(packet, size) : refusal(link, packet, size, origin);
        if (refusal != null) {
            if (link == null
                    || !isEarly(link, refusal, packet, origin)
                    || !link.early().keep(packet, now)) {
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

    /// Takes a packet that has waited up the stack. When there is no memory for what it calls for, it is dropped, as a frame would be.
    private void resume(
            @Nullable IpLink link, @Nullable PacketBuffer packet, Origin origin, long now) {
        if (packet == null) {
            return;
        }
        try {
            input(link, packet, origin, now);
        } catch (OutOfMemoryError e) {
            counters.count(Event.IPV4_NO_MEMORY);
            packet.abandon();
        }
    }

    /// The header's size, or [#MALFORMED].
    private static int check(PacketBuffer packet) {
        try {
            return Ipv4Header.check(packet);
        } catch (MalformedPacketException malformed) {
            return MALFORMED;
        }
    }

    /// A card puts segments of TCP together and nothing else: another packet would pass for many of ours when it is sent back.
    private static boolean isWronglyMerged(PacketBuffer packet) {
        return packet.segmentSize() > 0
                && (Ipv4Header.protocol(packet) != Ipv4Header.TCP || Ipv4Header.isFragment(packet));
    }

    private void drop(PacketBuffer packet, Event why) {
        counters.count(why);
        packet.release();
    }

    /// Why a well-formed packet from inside is not for us, or null.
    private @Nullable Event refusal(PacketBuffer packet, int size) {
        if (!isOurs(Ipv4Header.destination(packet))) {
            return Event.IPV4_NOT_FOR_US;
        }
        return Ipv4Header.hasSourceRoute(packet, size) ? Event.IPV4_SOURCE_ROUTED : null;
    }

    /// Why a well-formed packet is not for us, or null. A received TTL of 1 or 0 is no reason (RFC 1122 section 3.2.1.7).
    private @Nullable Event refusal(IpLink link, PacketBuffer packet, int size, Origin origin) {
        int destination = Ipv4Header.destination(packet);
        if (!isPossibleSource(link, Ipv4Header.source(packet))) {
            return Event.IPV4_BAD_SOURCE;
        }
        boolean toAll = destination == -1 || link.isBroadcast(destination);
        // RFC 1122 section 3.3.6: a frame to all cards must hold a packet to all hosts
        boolean toUs =
                origin != Origin.GROUP_FRAME
                        && (destination == link.ownBits() || isForDhcp(link, packet, size));
        if (destination == 0 || !(toAll || toUs)) {
            return Event.IPV4_NOT_FOR_US;
        }
        return Ipv4Header.hasSourceRoute(packet, size) ? Event.IPV4_SOURCE_ROUTED : null;
    }

    /// Whether it may turn out to be for us once we have an address.
    private static boolean isEarly(IpLink link, Event refusal, PacketBuffer packet, Origin origin) {
        int destination = Ipv4Header.destination(packet);
        boolean host =
                destination >>> 24 != 0 && destination >>> 24 != 127 && destination >>> 24 < 224;
        return link.address() == null
                && host
                && origin == Origin.UNICAST_FRAME
                && refusal == Event.IPV4_NOT_FOR_US;
    }

    /// RFC 1122 section 3.2.1.3: the source is one host other than this: not 0, loopback, multicast, reserved or broadcast.
    private boolean isPossibleSource(IpLink link, int source) {
        int top = source >>> 24;
        return top != 0 && top != 127 && top < 224 && !isOurs(source) && !link.isBroadcast(source);
    }

    private boolean isBroadcast(int destination) {
        boolean found = destination == -1;
        for (IpLink link : links) {
            found |= link.isBroadcast(destination);
        }
        return found;
    }

    /// RFC 2131 section 4.1: without an address, an answer to the DHCP client comes to the address that is being offered.
    private static boolean isForDhcp(IpLink link, PacketBuffer packet, int size) {
        return link.ownBits() == 0
                && Ipv4Header.protocol(packet) == Ipv4Header.UDP
                && !Ipv4Header.isFragment(packet)
                && packet.length() >= size + 4
                && Bytes.u16(packet.array(), packet.start() + size + 2) == DHCP_CLIENT_PORT;
    }

    /// Whether packets to the address with these bits stay inside.
    boolean isOurs(int bits) {
        if (bits == 0) {
            return false;
        }
        boolean found = bits >>> 24 == 127;
        for (IpLink link : links) {
            found |= link.ownBits() == bits;
        }
        return found;
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
        IpLink link = linkOf(source);
        if (link == null) {
            drop(segment, Event.IPV4_NO_ROUTE);
            return;
        }
        sendOver(link, segment, destination, service, now);
    }

    /// Sends by one link, from its address.
    private void sendOver(
            IpLink link, PacketBuffer segment, int destination, IpService service, long now) {
        int neighbour = link.nextHop(destination);
        if (neighbour == RouteTable.NONE) {
            drop(segment, Event.IPV4_NO_ROUTE);
            return;
        }
        int source = link.ownBits();
        ArpLayer out = link.neighbours();
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
        inside.add(segment);
    }

    /// The link with the source address, or null: a lost address does not speak. 0.0.0.0 is that of the first without address.
    private @Nullable IpLink linkOf(int source) {
        for (IpLink link : links) {
            if (link.ownBits() == source) {
                return link;
            }
        }
        return null;
    }

    /// The link whose route fits the destination best, the first of several; null when none leads there.
    private @Nullable IpLink linkTo(int destination) {
        IpLink best = null;
        int longest = -1;
        for (IpLink link : links) {
            int fit = link.fit(destination);
            if (fit > longest) {
                best = link;
                longest = fit;
            }
        }
        return best;
    }

    /// What is sent by this link only, from its address or, while it has none, from 0.0.0.0.
    public IpOutput over(IpLink link) {
        return new LinkOutput(link);
    }

    private final class LinkOutput implements IpOutput {
        private final IpLink link;

        LinkOutput(IpLink link) {
            this.link = link;
        }

        @Override
        public @Nullable PacketBuffer allocate() {
            return pool.take();
        }

        @Override
        public void send(
                PacketBuffer segment,
                Ipv4Address source,
                Ipv4Address destination,
                IpService service,
                long now) {
            sendOver(link, segment, destination.bits(), service, now);
        }

        @Override
        public int mtu(Ipv4Address destination) {
            return Ipv4Layer.this.mtu(destination);
        }

        @Override
        public @Nullable Ipv4Address sourceFor(Ipv4Address destination) {
            Ipv4Prefix own = link.address();
            return own == null ? null : own.address();
        }

        @Override
        public boolean isGroup(Ipv4Address address) {
            return Ipv4Layer.this.isGroup(address);
        }

        @Override
        public void doubt(Ipv4Address destination, long now) {
            Ipv4Layer.this.doubt(destination, now);
        }
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
        if (isOurs(destination.bits())) {
            return destination;
        }
        IpLink link = linkTo(destination.bits());
        Ipv4Prefix ours = link == null ? null : link.address();
        return ours == null ? null : ours.address();
    }

    @Override
    public boolean isGroup(Ipv4Address address) {
        return address.isMulticast() || isBroadcast(address.bits());
    }

    @Override
    public void doubt(Ipv4Address destination, long now) {
        IpLink link = isOurs(destination.bits()) ? null : linkTo(destination.bits());
        if (link != null) {
            link.neighbours().doubt(link.nextHop(destination.bits()), now);
        }
    }

    /// A packet of ours whose next hop does not answer: its transport is told. Takes ownership.
    public void undeliverable(PacketBuffer packet, long now) {
        icmp.undeliverable(packet, now);
    }

    /// Whether packets to ourselves wait, or such as came before our address did.
    public boolean hasWork() {
        boolean work = !inside.isEmpty();
        for (IpLink link : links) {
            work |= link.hasWork();
        }
        return work;
    }

    /// Takes the packets that wait up the stack, and gives up on fragments that wait too long.
    ///
    /// @return the next deadline, or [Long#MAX_VALUE]; see also [#hasWork]
    public long poll(long now) {
        for (int waiting = inside.size(); waiting > 0; waiting--) {
            resume(null, inside.poll(), Origin.INSIDE, now);
        }
        long next = paths.poll(now);
        for (IpLink link : links) {
            while (link.hasWork()) {
                resume(link, link.early().take(), Origin.UNICAST_FRAME, now);
            }
            next = Math.min(next, link.early().poll(now));
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
        return Math.min(next, reassembly.deadline());
    }
}
