package dev.morgana.net.dns;

import dev.morgana.wire.Ipv4Address;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The names that need no server: an address as text, this machine's own name, and `localhost` with all below it (RFC 6761 section 6.3).
///
/// @param hostname this machine's name, or empty
public record LocalNames(String hostname) {
    /// The address that `host` stands for, or null.
    ///
    /// @param own what this machine's name stands for
    public @Nullable DnsAnswer find(String host, Ipv4Address own) {
        String name = host.toLowerCase(Locale.ROOT);
        if (name.endsWith(".")) {
            name = name.substring(0, name.length() - 1);
        }
        if (name.equals("localhost") || name.endsWith(".localhost")) {
            return new DnsAnswer.Addresses(List.of(Ipv4Address.LOOPBACK));
        }
        if (!name.isEmpty() && name.equals(hostname.toLowerCase(Locale.ROOT))) {
            return new DnsAnswer.Addresses(List.of(own));
        }
        try {
            return new DnsAnswer.Addresses(List.of(Ipv4Address.parse(host)));
        } catch (IllegalArgumentException notAnAddress) {
            return null;
        }
    }
}
