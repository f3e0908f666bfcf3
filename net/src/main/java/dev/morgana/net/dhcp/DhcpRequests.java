package dev.morgana.net.dhcp;

import dev.morgana.wire.DhcpMessage;
import dev.morgana.wire.DhcpOptions;
import dev.morgana.wire.Ipv4Address;
import dev.morgana.wire.MacAddress;
import dev.morgana.wire.Octets;
import java.nio.charset.StandardCharsets;

/// The messages of a client, each with the fields that RFC 2131 table 5 prescribes.
final class DhcpRequests {
    /// RFC 3442: 121 stands before 3.
    private static final Octets WANTED =
            Octets.of(
                    DhcpOptions.SUBNET_MASK,
                    DhcpOptions.CLASSLESS_ROUTES,
                    DhcpOptions.ROUTER,
                    DhcpOptions.DOMAIN_NAME_SERVER,
                    DhcpOptions.LEASE_TIME,
                    DhcpOptions.RENEWAL_TIME,
                    DhcpOptions.REBINDING_TIME);

    private static final int LARGEST = 1500;

    private final MacAddress hardware;
    private final DhcpOptions common;

    /// @param hostname sent as option 12 unless it is empty
    DhcpRequests(MacAddress hardware, String hostname) {
        this.hardware = hardware;
        long mac = hardware.bits();
        // RFC 2132 section 9.14: hardware type and address
        Octets identifier =
                Octets.of(
                        1,
                        (int) (mac >>> 40),
                        (int) (mac >>> 32),
                        (int) (mac >>> 24),
                        (int) (mac >>> 16),
                        (int) (mac >>> 8),
                        (int) mac);
        DhcpOptions options = DhcpOptions.none().with(DhcpOptions.CLIENT_IDENTIFIER, identifier);
        if (!hostname.isEmpty()) {
            byte[] name = hostname.getBytes(StandardCharsets.US_ASCII);
            options = options.with(DhcpOptions.HOST_NAME, Octets.copyOf(name));
        }
        common = options;
    }

    DhcpMessage discover(int transaction, int seconds) {
        return message(DhcpMessage.Type.DISCOVER, transaction, seconds, Ipv4Address.ANY, asking());
    }

    /// Table 4, SELECTING: server identifier and requested address, `ciaddr` zero.
    DhcpMessage select(int transaction, int seconds, Ipv4Address server, Ipv4Address wanted) {
        DhcpOptions options =
                asking().with(DhcpOptions.SERVER_IDENTIFIER, server)
                        .with(DhcpOptions.REQUESTED_ADDRESS, wanted);
        return message(DhcpMessage.Type.REQUEST, transaction, seconds, Ipv4Address.ANY, options);
    }

    /// Table 4, RENEWING and REBINDING: our address in `ciaddr`, neither server identifier nor requested address.
    DhcpMessage extend(int transaction, int seconds, Ipv4Address address) {
        return message(DhcpMessage.Type.REQUEST, transaction, seconds, address, asking());
    }

    DhcpMessage decline(int transaction, Ipv4Address server, Ipv4Address address) {
        DhcpOptions options =
                common.with(DhcpOptions.SERVER_IDENTIFIER, server)
                        .with(DhcpOptions.REQUESTED_ADDRESS, address);
        return message(DhcpMessage.Type.DECLINE, transaction, 0, Ipv4Address.ANY, options);
    }

    DhcpMessage release(int transaction, Ipv4Address server, Ipv4Address address) {
        DhcpOptions options = common.with(DhcpOptions.SERVER_IDENTIFIER, server);
        return message(DhcpMessage.Type.RELEASE, transaction, 0, address, options);
    }

    private DhcpOptions asking() {
        return common.with(DhcpOptions.PARAMETER_REQUEST, WANTED)
                .with(DhcpOptions.MAXIMUM_SIZE, Octets.of(LARGEST >>> 8, LARGEST));
    }

    /// The BROADCAST bit is never set, since IP accepts what comes to our card before it has an address (section 4.1).
    private DhcpMessage message(
            DhcpMessage.Type type,
            int transaction,
            int seconds,
            Ipv4Address client,
            DhcpOptions options) {
        return new DhcpMessage(
                DhcpMessage.REQUEST,
                transaction,
                Math.min(seconds, 0xffff),
                false,
                DhcpMessage.Addresses.client(client),
                hardware,
                options.with(DhcpOptions.MESSAGE_TYPE, Octets.of(type.number())));
    }
}
