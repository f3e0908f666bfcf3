package dev.morgana.runtime.net;

import dev.morgana.net.dns.DnsAnswer;
import dev.morgana.runtime.boot.Boot;
import dev.morgana.wire.Ipv4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/// Names and addresses of hosts, with the exceptions and texts of the JDK on Linux.
final class HostNames {
    private static final String LOCALHOST = "localhost";

    private HostNames() {}

    /// This machine's name.
    static String own() {
        String name = Boot.options().network().hostname();
        return name == null ? LOCALHOST : name;
    }

    /// The addresses of a host.
    static InetAddress[] lookup(String host) throws UnknownHostException {
        return switch (Network.instance().resolve(host)) {
            case DnsAnswer.Addresses(List<Ipv4Address> addresses) ->
                    addresses.stream()
                            .map(address -> Addresses.named(host, address))
                            .toArray(InetAddress[]::new);
            case DnsAnswer.NotFound() ->
                    throw new UnknownHostException(host + ": Name or service not known");
            case DnsAnswer.Failed(String reason) ->
                    throw new UnknownHostException(
                            host + ": Temporary failure in name resolution (" + reason + ")");
        };
    }

    /// The name of an address: only that of this machine, as nobody else is asked.
    static String of(byte[] address) throws UnknownHostException {
        if (address.length == 4 && address[0] == 127) {
            return LOCALHOST;
        }
        throw new UnknownHostException();
    }
}
