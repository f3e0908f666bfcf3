package dev.morgana.net.dns;

import dev.morgana.wire.Ipv4Address;
import java.util.List;

/// The result of a lookup.
public sealed interface DnsAnswer {
    /// The name's addresses, in the server's order; at least one.
    record Addresses(List<Ipv4Address> addresses) implements DnsAnswer {
        /// Copies the list.
        public Addresses {
            addresses = List.copyOf(addresses);
        }
    }

    /// The name does not exist, or has no IPv4 address.
    record NotFound() implements DnsAnswer {}

    /// No server gave a usable answer.
    ///
    /// @param reason in words, for an exception's message
    record Failed(String reason) implements DnsAnswer {}

    /// The one [NotFound].
    DnsAnswer NOT_FOUND = new NotFound();
}
