package dev.morgana.net.ip;

import dev.morgana.wire.Ipv4Address;
import dev.morgana.wire.Ipv4Prefix;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Which neighbour a packet goes to first (RFC 1122 section 3.3.1): the longest prefix that holds the destination decides.
public final class RouteTable {
    /// What [#nextHop] returns when no route fits; no neighbour has this address.
    public static final int NONE = 0;

    /// No routes at all.
    public static final RouteTable EMPTY = new RouteTable(List.of());

    private final Route[] routes;

    /// Packets to `destination` go through `gateway`, or straight to it when that is `0.0.0.0`.
    public record Route(Ipv4Prefix destination, Ipv4Address gateway) {
        /// The destination is on the link.
        public static Route onLink(Ipv4Prefix destination) {
            return new Route(destination, Ipv4Address.ANY);
        }

        /// Everything without a better route goes through `gateway`.
        public static Route toAll(Ipv4Address gateway) {
            return new Route(new Ipv4Prefix(Ipv4Address.ANY, 0), gateway);
        }
    }

    /// Of two routes with equal prefixes the first counts.
    public RouteTable(List<Route> routes) {
        List<Route> sorted = new ArrayList<>(routes);
        sorted.sort(Comparator.comparingInt(route -> -route.destination.length()));
        this.routes = sorted.toArray(new Route[0]);
    }

    /// The bits of the neighbour's address, or [#NONE].
    public int nextHop(int destination) {
        for (Route route : routes) {
            if (route.destination.contains(destination)) {
                return route.gateway.isAny() ? destination : route.gateway.bits();
            }
        }
        return NONE;
    }

    /// The length of the longest prefix that holds the destination, or -1.
    int fit(int destination) {
        for (Route route : routes) {
            if (route.destination.contains(destination)) {
                return route.destination.length();
            }
        }
        return -1;
    }

    /// The routes, longest prefix first.
    public List<Route> routes() {
        return List.of(routes);
    }
}
