package dev.morgana.net.dhcp;

import dev.morgana.net.ip.RouteTable;
import dev.morgana.wire.DhcpMessage;
import dev.morgana.wire.DhcpOptions;
import dev.morgana.wire.Ipv4Address;
import dev.morgana.wire.Ipv4Prefix;
import dev.morgana.wire.MalformedPacketException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// What a server gave us with its ACK.
///
/// @param address ours, with its network
/// @param server identifier of the server
/// @param routes besides that to our own network
/// @param nameServers most preferred first
/// @param renewal T1: nanoseconds after the request when the server is asked for more time; [Long#MAX_VALUE] for a lease without end
/// @param rebinding T2: when all servers are asked
/// @param expiry when the address must not be used any more
public record Lease(
        Ipv4Prefix address,
        Ipv4Address server,
        List<RouteTable.Route> routes,
        List<Ipv4Address> nameServers,
        long renewal,
        long rebinding,
        long expiry) {
    /// RFC 2131 section 3.3: a lease without end.
    private static final long INFINITE = 0xffff_ffffL;

    /// The lease of an ACK.
    ///
    /// @throws MalformedPacketException if the address, the server's identifier or the time is missing or impossible, or an option has a
    ///     wrong length
    static Lease of(DhcpMessage ack) {
        DhcpOptions options = ack.options();
        Ipv4Address address = ack.addresses().yours();
        Ipv4Address server = options.address(DhcpOptions.SERVER_IDENTIFIER);
        long seconds = options.seconds(DhcpOptions.LEASE_TIME, 0);
        if (!isHost(address) || server == null || seconds == 0) {
            throw MalformedPacketException.INSTANCE;
        }
        // RFC 2131 section 4.4.5: T1 and T2 default to 0.5 and 0.875 of the lease, and T1 < T2 <
        // lease holds
        long rebinding = options.seconds(DhcpOptions.REBINDING_TIME, seconds * 7 / 8);
        if (rebinding >= seconds) {
            rebinding = seconds * 7 / 8;
        }
        long renewal = options.seconds(DhcpOptions.RENEWAL_TIME, seconds / 2);
        if (renewal >= rebinding) {
            renewal = Math.min(seconds / 2, rebinding);
        }
        boolean infinite = seconds == INFINITE;
        return new Lease(
                prefix(address, options.address(DhcpOptions.SUBNET_MASK)),
                server,
                routes(options),
                options.addresses(DhcpOptions.DOMAIN_NAME_SERVER),
                infinite ? Long.MAX_VALUE : TimeUnit.SECONDS.toNanos(renewal),
                infinite ? Long.MAX_VALUE : TimeUnit.SECONDS.toNanos(rebinding),
                infinite ? Long.MAX_VALUE : TimeUnit.SECONDS.toNanos(seconds));
    }

    /// Whether the address can belong to one host.
    static boolean isHost(Ipv4Address address) {
        int top = address.bits() >>> 24;
        return top != 0 && top != 127 && top < 224;
    }

    /// Without option 1 the mask follows from the address's class (RFC 2132 section 3.3 leaves it to the client; RFC 950 section 2.1).
    private static Ipv4Prefix prefix(Ipv4Address address, @Nullable Ipv4Address mask) {
        if (mask == null) {
            int top = address.bits() >>> 24;
            return new Ipv4Prefix(address, top < 128 ? 8 : top < 192 ? 16 : 24);
        }
        Ipv4Prefix prefix = new Ipv4Prefix(address, Integer.bitCount(mask.bits()));
        if (prefix.mask() != mask.bits() || prefix.isBroadcast(address.bits())) {
            throw MalformedPacketException.INSTANCE;
        }
        return prefix;
    }

    /// RFC 3442: where classless routes are given, the router option is ignored.
    private static List<RouteTable.Route> routes(DhcpOptions options) {
        List<RouteTable.Route> routes = new ArrayList<>();
        for (DhcpOptions.Route route : options.classlessRoutes()) {
            routes.add(new RouteTable.Route(route.destination(), route.router()));
        }
        List<Ipv4Address> routers = options.addresses(DhcpOptions.ROUTER);
        if (options.value(DhcpOptions.CLASSLESS_ROUTES) == null && !routers.isEmpty()) {
            routes.add(RouteTable.Route.toAll(routers.getFirst()));
        }
        return List.copyOf(routes);
    }
}
