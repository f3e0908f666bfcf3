package dev.morgana.net;

import dev.morgana.net.dhcp.DhcpClient;
import dev.morgana.net.dhcp.Lease;
import dev.morgana.net.dhcp.LeaseListener;
import dev.morgana.net.ip.ArpLayer;
import dev.morgana.net.ip.EthernetLayer;
import dev.morgana.net.ip.IpLink;
import dev.morgana.net.ip.Origin;
import dev.morgana.net.ip.RouteTable;
import dev.morgana.wire.Ipv4Address;
import dev.morgana.wire.Ipv4Prefix;
import dev.morgana.wire.PacketBuffer;
import dev.morgana.wire.PacketPool;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One card of a stack with all that belongs to it alone: frames, neighbours, address, and the DHCP client that asks for one.
final class Attachment {
    private final NetworkInterface stack;
    private final Card card;
    private final InterfaceConfiguration configuration;
    private final EthernetLayer ethernet;
    private final ArpLayer arp;
    private final IpLink link;
    private List<Ipv4Address> nameServers;
    private @Nullable DhcpClient dhcp;
    private boolean stopped;

    /// A card without address.
    Attachment(NetworkInterface stack, NetworkInterface.Connected connected, PacketPool pool) {
        this.stack = stack;
        card = connected.card();
        configuration = connected.configuration();
        nameServers = configuration.nameServers();
        Counters counters = stack.counters();
        ethernet = new EthernetLayer(card.address(), card.mtu(), card.outbox(), counters);
        arp = new ArpLayer(ethernet, pool, counters);
        link = new IpLink(arp, counters);
    }

    /// The card as IP sees it.
    IpLink link() {
        return link;
    }

    /// Whom to ask for names, as configured or leased.
    List<Ipv4Address> nameServers() {
        return nameServers;
    }

    /// Takes the configured address, or begins to ask for one.
    void start(long now) {
        if (configuration.address() == null) {
            dhcp =
                    new DhcpClient(
                            stack.dhcpPort(),
                            stack.ip().over(link),
                            card.address(),
                            configuration.hostname(),
                            stack.random(),
                            new OnLease());
        } else {
            startFixed(now);
        }
    }

    /// Takes the configured address, if there is one.
    void startFixed(long now) {
        if (configuration.address() != null) {
            use(configuration.address(), List.of(), false, now);
        }
    }

    /// Applies leases.
    private final class OnLease implements LeaseListener {
        @Override
        public void bound(Lease lease, long now) {
            if (configuration.nameServers().isEmpty()) {
                nameServers = lease.nameServers();
            }
            // a renewed lease is not announced again, and keeps what is known of the neighbours
            if (lease.address().equals(link.address())) {
                link.address(lease.address(), routes(lease.address(), lease.routes()));
                stack.changed(now);
            } else {
                use(lease.address(), lease.routes(), true, now);
            }
        }

        @Override
        public void lost(long now) {
            use(null, List.of(), true, now);
        }
    }

    private void use(
            @Nullable Ipv4Prefix address, List<RouteTable.Route> more, boolean leased, long now) {
        RouteTable routes = address == null ? RouteTable.EMPTY : routes(address, more);
        arp.address(address, leased, now);
        link.address(address, routes);
        stack.changed(now);
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

    /// A frame arrived; takes ownership.
    void input(PacketBuffer frame, long now) {
        switch (ethernet.input(frame)) {
            case IPV4 -> stack.ip().input(link, frame, Origin.UNICAST_FRAME, now);
            case IPV4_GROUP -> stack.ip().input(link, frame, Origin.GROUP_FRAME, now);
            case ARP -> arp.input(frame, now);
            case NOTHING -> {}
        }
    }

    /// DHCP, ARP and conflicts.
    ///
    /// @return the next deadline, or [Long#MAX_VALUE]
    long poll(long now) {
        DhcpClient client = dhcp;
        if (arp.takeLost() && client != null) {
            client.decline(now);
        }
        long next = client == null ? Long.MAX_VALUE : client.poll(now);
        next = Math.min(next, arp.poll(now));
        PacketBuffer undeliverable = arp.takeUndeliverable();
        while (undeliverable != null) {
            stack.ip().undeliverable(undeliverable, now);
            undeliverable = arp.takeUndeliverable();
        }
        return next;
    }

    /// Gives a leased address back.
    void stop(long now) {
        if (!stopped && dhcp != null) {
            dhcp.stop(now);
        }
        stopped = true;
    }
}
