package dev.morgana.net;

import dev.morgana.net.dhcp.DhcpClient;
import dev.morgana.net.dhcp.Lease;
import dev.morgana.net.dhcp.LeaseListener;
import dev.morgana.net.dns.DnsResolver;
import dev.morgana.net.ip.ArpLayer;
import dev.morgana.net.ip.EthernetLayer;
import dev.morgana.net.ip.Ipv4Layer;
import dev.morgana.net.ip.Origin;
import dev.morgana.net.ip.RouteTable;
import dev.morgana.net.tcp.TcpLayer;
import dev.morgana.net.tcp.TcpParameters;
import dev.morgana.net.udp.UdpLayer;
import dev.morgana.wire.Ipv4Address;
import dev.morgana.wire.Ipv4Prefix;
import dev.morgana.wire.PacketBuffer;
import dev.morgana.wire.PacketPool;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The network stack of one machine: its card, if it has one, and the loopback inside. Frames and time go in by [#input] and
/// [#poll]; frames come out through the card's [Outbox], and the next deadline as the result of [#poll]. No thread, no clock, no lock:
/// the caller holds one lock around every call to this and to the layers that it hands out.
///
/// A loop drives it: receive frames and hand them to [#input]; [#poll]; sleep until the deadline or the next frame. What a user does
/// to a socket in between may call for output or move the deadline, so [#poll] follows that too. `now` is monotonic nanoseconds, never
/// negative.
///
/// ```
///   tcp()  udp()        TcpLayer, UdpLayer, above them the users, DhcpClient and DnsResolver
///      \   /
///    Ipv4Layer          with IcmpLayer, Reassembly, RouteTable, and the queue of what stays inside
///        |
///     ArpLayer          with ArpCache, AddressDefence
///        |
///   EthernetLayer
///    |         |
///  input     Outbox
/// ```
public final class NetworkInterface {
    /// Rounds of one [#poll]: packets to ourselves may call for more of them.
    private static final int ROUNDS = 64;

    /// Waiting UDP datagrams hold at most this part of all buffers.
    private static final int UDP_SHARE = 4;

    private static final long LEAST_TCP_MEMORY = 2 << 20;

    private final InterfaceConfiguration configuration;
    private final Counters counters = new Counters();
    private final @Nullable Card card;
    private final @Nullable EthernetLayer ethernet;
    private final @Nullable ArpLayer arp;
    private final Ipv4Layer ip;
    private final UdpLayer udp;
    private final TcpLayer tcp;
    private final DnsResolver resolver;
    private final RandomSource random;
    private @Nullable DhcpClient dhcp;
    private Watcher watcher = Watcher.NONE;
    private boolean stopped;

    /// A stack that does nothing before [#start].
    ///
    /// @param card null for a machine without: only the loopback works
    /// @param pool of all frames; each buffer holds at least the card's MTU and 14 octets, and 1514 octets without card
    private NetworkInterface(
            @Nullable Card card,
            PacketPool pool,
            RandomSource random,
            InterfaceConfiguration configuration) {
        this.configuration = configuration;
        this.random = random;
        this.card = card;
        if (card == null) {
            ethernet = null;
            arp = null;
        } else {
            ethernet = new EthernetLayer(card.address(), card.mtu(), card.outbox(), counters);
            arp = new ArpLayer(ethernet, pool, counters);
        }
        Demultiplexer demultiplexer = new Demultiplexer(counters);
        int mtu = card == null ? 1500 : card.mtu();
        PacketPool large = card == null ? null : card.large();
        ip = new Ipv4Layer(arp, mtu, pool, large, demultiplexer, random, counters);
        udp = new UdpLayer(ip, random, counters, pool.limit() / UDP_SHARE);
        tcp = new TcpLayer(ip, random, TcpParameters.DEFAULT.withMemory(tcpMemory()));
        demultiplexer.connect(udp, tcp);
        resolver = new DnsResolver(udp, tcp, random, configuration.hostname());
    }

    /// A quarter of the heap may lie in TCP's buffers.
    private static long tcpMemory() {
        return Math.max(LEAST_TCP_MEMORY, Runtime.getRuntime().maxMemory() >>> 2);
    }

    /// The stack of a machine with a card. It does nothing before [#start].
    ///
    /// @param pool of all frames; each buffer holds at least the card's MTU and 14 octets
    public static NetworkInterface over(
            Card card, PacketPool pool, RandomSource random, InterfaceConfiguration configuration) {
        return new NetworkInterface(card, pool, random, configuration);
    }

    /// The stack of a machine without card: only 127.0.0.0/8 can be reached.
    ///
    /// @param pool of all packets; each buffer holds at least 1514 octets
    public static NetworkInterface inside(PacketPool pool, RandomSource random, String hostname) {
        return new NetworkInterface(
                null, pool, random, InterfaceConfiguration.DYNAMIC.withHostname(hostname));
    }

    /// Takes the configured address, or begins to ask for one.
    public void start(long now) {
        Card present = card;
        resolver.servers(configuration.nameServers(), now);
        if (present == null) {
            return;
        }
        Ipv4Prefix fixed = configuration.address();
        if (fixed == null) {
            String hostname = configuration.hostname();
            dhcp = new DhcpClient(udp, present.address(), hostname, random, new OnLease());
        } else {
            use(fixed, List.of(), false, now);
        }
    }

    /// Applies leases.
    private final class OnLease implements LeaseListener {
        @Override
        public void bound(Lease lease, long now) {
            // a renewed lease is not announced again, and keeps what is known of the neighbours
            if (lease.address().equals(ip.address())) {
                ip.address(lease.address(), routes(lease.address(), lease.routes()));
            } else {
                use(lease.address(), lease.routes(), true, now);
            }
            if (configuration.nameServers().isEmpty()) {
                resolver.servers(lease.nameServers(), now);
            }
        }

        @Override
        public void lost(long now) {
            use(null, List.of(), true, now);
        }
    }

    private void use(
            @Nullable Ipv4Prefix address, List<RouteTable.Route> more, boolean leased, long now) {
        ip.address(address, address == null ? RouteTable.EMPTY : routes(address, more));
        if (arp != null) {
            arp.address(address, leased, now);
        }
        resolver.ownAddress(address == null ? null : address.address());
        watcher.changed();
    }

    /// A configured gateway counts before those of DHCP.
    private RouteTable routes(Ipv4Prefix address, List<RouteTable.Route> more) {
        List<RouteTable.Route> routes = new ArrayList<>();
        routes.add(RouteTable.Route.onLink(address));
        Ipv4Address gateway = configuration.gateway();
        if (gateway != null) {
            routes.add(RouteTable.Route.toAll(gateway));
        }
        routes.addAll(more);
        return new RouteTable(routes);
    }

    /// A frame arrived; takes ownership. The window starts behind at least [PacketPool#HEADROOM] octets, as that of a buffer from the
    /// pool does. Whatever the octets are, this does not throw.
    public void input(PacketBuffer frame, long now) {
        EthernetLayer below = ethernet;
        ArpLayer neighbours = arp;
        if (below == null || neighbours == null) {
            frame.release();
            return;
        }
        switch (below.input(frame)) {
            case IPV4 -> ip.input(frame, Origin.UNICAST_FRAME, now);
            case IPV4_GROUP -> ip.input(frame, Origin.GROUP_FRAME, now);
            case ARP -> neighbours.input(frame, now);
            case NOTHING -> {}
        }
    }

    /// Runs what is due: packets to ourselves, timers, output that frames and users called for.
    ///
    /// @return when to call again at the latest (monotonic nanoseconds), or [Long#MAX_VALUE]
    public long poll(long now) {
        long next = now;
        for (int round = 0; round < ROUNDS && next <= now; round++) {
            next = Math.min(pollLink(now), ip.poll(now));
            next = Math.min(next, tcp.poll(now));
            next = Math.min(next, resolver.poll(now));
            if (ip.hasWork()) {
                next = now;
            }
        }
        return next;
    }

    /// DHCP, ARP and conflicts.
    private long pollLink(long now) {
        ArpLayer neighbours = arp;
        if (neighbours == null) {
            return Long.MAX_VALUE;
        }
        DhcpClient client = dhcp;
        if (neighbours.takeLost() && client != null) {
            client.decline(now);
        }
        long next = client == null ? Long.MAX_VALUE : client.poll(now);
        next = Math.min(next, neighbours.poll(now));
        PacketBuffer undeliverable = neighbours.takeUndeliverable();
        while (undeliverable != null) {
            ip.undeliverable(undeliverable, now);
            undeliverable = neighbours.takeUndeliverable();
        }
        return next;
    }

    /// Gives a leased address back, and its use up. What remains of the stack works inside the machine.
    public void stop(long now) {
        if (!stopped && dhcp != null) {
            dhcp.stop(now);
        }
        stopped = true;
    }

    /// The card's address with its network; null while there is none.
    public @Nullable Ipv4Prefix address() {
        return ip.address();
    }

    /// The configuration it was made with.
    public InterfaceConfiguration configuration() {
        return configuration;
    }

    /// The card, or null.
    public @Nullable Card card() {
        return card;
    }

    /// Sets who is told when [#address] changes.
    public void watcher(Watcher told) {
        watcher = told;
    }

    /// The TCP of this stack.
    public TcpLayer tcp() {
        return tcp;
    }

    /// The UDP of this stack.
    public UdpLayer udp() {
        return udp;
    }

    /// The name resolver of this stack.
    public DnsResolver resolver() {
        return resolver;
    }

    /// What a user may ask of IP: routes and MTUs.
    public Ipv4Layer ip() {
        return ip;
    }

    /// What was counted below the transports and in UDP.
    public Counters counters() {
        return counters;
    }
}
