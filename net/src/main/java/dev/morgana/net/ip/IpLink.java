package dev.morgana.net.ip;

import dev.morgana.net.Counters;
import dev.morgana.wire.Ipv4Prefix;
import org.jspecify.annotations.Nullable;

/// A card as IP sees it: the neighbours behind it, our address there, and the routes that lead out of it.
public final class IpLink {
    private final ArpLayer neighbours;
    private final EarlyPackets early;
    private @Nullable Ipv4Prefix own;
    private int ownBits;
    private RouteTable routes = RouteTable.EMPTY;

    /// A link without address.
    public IpLink(ArpLayer neighbours, Counters counters) {
        this.neighbours = neighbours;
        this.early = new EarlyPackets(counters);
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

    /// The bits of our address, or 0.
    int ownBits() {
        return ownBits;
    }

    ArpLayer neighbours() {
        return neighbours;
    }

    RouteTable routes() {
        return routes;
    }

    /// What came before our address did.
    EarlyPackets early() {
        return early;
    }

    /// Whether packets that came before our address did can be looked at now.
    boolean hasWork() {
        return own != null && !early.isEmpty();
    }

    /// Whether the address with these bits is that of all hosts of our network.
    boolean isBroadcast(int bits) {
        Ipv4Prefix ours = own;
        return ours != null && ours.isBroadcast(bits);
    }

    /// How well a route out of here fits the destination: the length of its prefix, or -1 for none. A link without address leads nowhere.
    int fit(int destination) {
        if (ownBits == 0 || destination == 0) {
            return -1;
        }
        return isGroup(destination) ? 0 : routes.fit(destination);
    }

    /// The next hop for packets from here, or [RouteTable#NONE]: 0.0.0.0 speaks only to all, before we have an address (RFC 1122 section
    /// 3.2.1.3 (a)).
    int nextHop(int destination) {
        if (destination == -1) {
            return destination;
        }
        if (ownBits == 0 || destination == 0) {
            return RouteTable.NONE;
        }
        return isGroup(destination) ? destination : routes.nextHop(destination);
    }

    private boolean isGroup(int destination) {
        return destination == -1 || isBroadcast(destination) || destination >>> 28 == 0xe;
    }
}
