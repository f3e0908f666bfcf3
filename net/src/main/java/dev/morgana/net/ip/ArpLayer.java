package dev.morgana.net.ip;

import dev.morgana.net.Counters;
import dev.morgana.net.Counters.Event;
import dev.morgana.wire.ArpPacket;
import dev.morgana.wire.EthernetHeader;
import dev.morgana.wire.Ipv4Address;
import dev.morgana.wire.Ipv4Prefix;
import dev.morgana.wire.LinkedQueue;
import dev.morgana.wire.MacAddress;
import dev.morgana.wire.MalformedPacketException;
import dev.morgana.wire.PacketBuffer;
import dev.morgana.wire.PacketPool;
import org.jspecify.annotations.Nullable;

/// Finds the MAC address for a neighbour's IPv4 address and answers for our own (RFC 826), and claims that (RFC 5227). A few
/// packets wait per neighbour that has not answered yet: the latest (RFC 1122 section 2.3.2.2).
public final class ArpLayer {
    /// Packets that wait for neighbours hold at most this part of all buffers.
    private static final int WAITING_SHARE = 8;

    private final EthernetLayer ethernet;
    private final PacketPool pool;
    private final Counters counters;
    private final ArpCache cache;
    private final LinkedQueue<PacketBuffer> undeliverable = new LinkedQueue<>();
    private @Nullable Ipv4Prefix own;
    private @Nullable AddressDefence defence;
    private boolean lost;
    private long nextRequest = Long.MAX_VALUE;

    /// A layer without address of its own.
    public ArpLayer(EthernetLayer ethernet, PacketPool pool, Counters counters) {
        this.ethernet = ethernet;
        this.pool = pool;
        this.counters = counters;
        this.cache = new ArpCache(pool.limit() / WAITING_SHARE);
    }

    /// Uses `address` from now on and announces it at the next [#poll]; null ends the use of an address. The neighbours are forgotten.
    ///
    /// @param leased whether the address is given up to one who insists on it
    public void address(@Nullable Ipv4Prefix address, boolean leased, long now) {
        defence = address == null ? null : new AddressDefence(leased, now);
        cache.clear();
        nextRequest = Long.MAX_VALUE;
        own = address;
        lost = false;
    }

    /// Whether our address belongs to another machine (RFC 5227 section 2.4 (b)): true once.
    public boolean takeLost() {
        boolean taken = lost;
        lost = false;
        return taken;
    }

    /// A packet whose next hop did not answer, at its IP header; the caller's from now on. Null when there is none.
    public @Nullable PacketBuffer takeUndeliverable() {
        return undeliverable.poll();
    }

    /// Sends an IPv4 packet to a neighbour, as soon as its MAC address is known; takes ownership. Where there is no memory to wait for that, it is dropped.
    void send(PacketBuffer packet, int neighbour, long now) {
        ArpCache.Entry entry = cache.findOrAdd(neighbour, now);
        if (entry == null) {
            counters.count(Event.ARP_UNRESOLVED);
            packet.release();
            return;
        }
        entry.used = now;
        if (entry.isKnown(now)) {
            // an entry in use is renewed by asking the neighbour alone, before it expires
            if (now - entry.learned >= ArpCache.RENEWAL && entry.mayRequest(now)) {
                request(neighbour, entry.hardware);
            }
            ethernet.send(packet, entry.hardware, EthernetHeader.IPV4);
            return;
        }
        entry.hardware = ArpCache.Entry.UNKNOWN;
        if (!cache.isAwaited(entry)) {
            entry.attempts = 0;
        }
        PacketBuffer dropped = cache.await(entry, packet);
        if (dropped != null) {
            counters.count(Event.ARP_UNRESOLVED);
            dropped.release();
        }
        if (entry.mayRequest(now)) {
            request(neighbour, MacAddress.BROADCAST.bits());
        }
        nextRequest = Math.min(nextRequest, entry.requested + ArpCache.REQUEST_INTERVAL);
    }

    /// The neighbour may have gone: it is asked with the next packet to it, and forgotten unless it answers within a few seconds.
    void doubt(int neighbour, long now) {
        ArpCache.Entry entry = cache.find(neighbour);
        if (entry != null) {
            entry.doubt(now);
        }
    }

    /// Sends an IPv4 packet to all neighbours; takes ownership.
    void broadcast(PacketBuffer packet) {
        ethernet.send(packet, MacAddress.BROADCAST.bits(), EthernetHeader.IPV4);
    }

    /// Sends an IPv4 packet to a multicast group (RFC 1112 section 6.4: the low 23 bits of its address choose the MAC address); takes
    /// ownership.
    void multicast(PacketBuffer packet, int group) {
        ethernet.send(packet, 0x0100_5e00_0000L | (group & 0x7f_ffff), EthernetHeader.IPV4);
    }

    /// An ARP packet arrived; takes ownership.
    public void input(PacketBuffer packet, long now) {
        Ipv4Prefix ours = own;
        ArpPacket arp;
        try {
            arp = ArpPacket.parse(packet);
        } catch (MalformedPacketException malformed) {
            counters.count(Event.ARP_MALFORMED);
            packet.release();
            return;
        }
        if (ours != null && !isConflict(arp, ours, now) && isQuestion(arp, ours, now)) {
            reply(packet, arp, ours);
        } else {
            packet.release();
        }
    }

    /// RFC 5227 section 2.4: a packet whose sender address is ours, from another card.
    private boolean isConflict(ArpPacket arp, Ipv4Prefix ours, long now) {
        if (!arp.sender().equals(ours.address())) {
            return false;
        }
        AddressDefence mine = defence;
        if (mine != null && !arp.senderHardware().equals(ethernet.address())) {
            counters.count(Event.ARP_CONFLICTS);
            switch (mine.conflict(now)) {
                case DEFEND -> announce(ours.address());
                case GIVE_UP -> lost = true;
                case IGNORE -> {}
            }
        }
        return true;
    }

    /// RFC 826 "Packet Reception": updates what is known of the sender, adds the sender only if it speaks to us. Only machines of our
    /// network are added unasked; one that we asked for may lie outside it, as the gateway of an address with a /32 prefix does.
    private boolean isQuestion(ArpPacket arp, Ipv4Prefix ours, long now) {
        boolean toUs = arp.target().equals(ours.address());
        int sender = arp.sender().bits();
        boolean plausible =
                sender != 0 && !ours.isBroadcast(sender) && !arp.senderHardware().isGroup();
        if (plausible) {
            boolean add = toUs && ours.contains(sender);
            ArpCache.Entry entry = add ? cache.findOrAdd(sender, now) : cache.find(sender);
            if (entry != null) {
                learn(entry, arp.senderHardware().bits(), now);
            }
        }
        return toUs && arp.operation() == ArpPacket.REQUEST && !arp.senderHardware().isGroup();
    }

    private void learn(ArpCache.Entry entry, long hardware, long now) {
        entry.learn(hardware, now);
        PacketBuffer waiting = cache.takeWaiting(entry);
        while (waiting != null) {
            ethernet.send(waiting, hardware, EthernetHeader.IPV4);
            waiting = cache.takeWaiting(entry);
        }
    }

    /// Answers in the request's own buffer.
    private void reply(PacketBuffer packet, ArpPacket request, Ipv4Prefix ours) {
        packet.reset(EthernetHeader.SIZE + ArpPacket.SIZE);
        new ArpPacket(
                        ArpPacket.REPLY,
                        ethernet.address(),
                        ours.address(),
                        request.senderHardware(),
                        request.sender())
                .write(packet);
        counters.count(Event.ARP_REPLIES);
        ethernet.send(packet, request.senderHardware().bits(), EthernetHeader.ARP);
    }

    private void request(int target, long destination) {
        Ipv4Prefix ours = own;
        request(ours == null ? Ipv4Address.ANY : ours.address(), target, destination);
    }

    /// RFC 5227 section 2.3: a request for our own address, from it.
    private void announce(Ipv4Address address) {
        request(address, address.bits(), MacAddress.BROADCAST.bits());
    }

    /// A request for which there is no memory is as if it had been lost.
    private void request(Ipv4Address sender, int target, long destination) {
        PacketBuffer packet = pool.take();
        if (packet == null) {
            return;
        }
        try {
            Ipv4Address wanted = new Ipv4Address(target);
            new ArpPacket(ArpPacket.REQUEST, ethernet.address(), sender, MacAddress.ZERO, wanted)
                    .write(packet);
        } catch (OutOfMemoryError e) {
            packet.release();
            return;
        }
        counters.count(Event.ARP_REQUESTS);
        ethernet.send(packet, destination, EthernetHeader.ARP);
    }

    /// Repeats requests and announces our address, as far as due.
    ///
    /// @return the next deadline, or [Long#MAX_VALUE]
    public long poll(long now) {
        if (nextRequest <= now) {
            nextRequest = Long.MAX_VALUE;
            for (ArpCache.Entry entry = cache.nextWaiting(null);
                    entry != null;
                    entry = cache.nextWaiting(entry)) {
                repeat(entry, now);
            }
        }
        AddressDefence mine = defence;
        Ipv4Prefix ours = own;
        if (mine == null || ours == null) {
            return nextRequest;
        }
        if (mine.due(now)) {
            announce(ours.address());
        }
        return Math.min(nextRequest, mine.deadline());
    }

    private void repeat(ArpCache.Entry entry, long now) {
        if (entry.attempts >= ArpCache.ATTEMPTS
                && now - entry.requested >= ArpCache.REQUEST_INTERVAL) {
            PacketBuffer packet = cache.takeWaiting(entry);
            while (packet != null) {
                counters.count(Event.ARP_UNRESOLVED);
                undeliverable.add(packet);
                packet = cache.takeWaiting(entry);
            }
            return;
        }
        if (entry.mayRequest(now)) {
            request(entry.address, MacAddress.BROADCAST.bits());
        }
        nextRequest = Math.min(nextRequest, entry.requested + ArpCache.REQUEST_INTERVAL);
    }
}
