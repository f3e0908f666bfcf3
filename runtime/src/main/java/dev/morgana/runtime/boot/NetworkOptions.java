package dev.morgana.runtime.boot;

import dev.morgana.wire.Ipv4Address;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The boot keys `net.*`.
///
/// @param address own address, or null for DHCP
/// @param prefixLength bits of the address that name the network; 0 without address
/// @param gateway where packets to other networks go, or null
/// @param dns name servers, in order
/// @param hostname own name, or null
public record NetworkOptions(
        @Nullable Ipv4Address address,
        int prefixLength,
        @Nullable Ipv4Address gateway,
        List<Ipv4Address> dns,
        @Nullable String hostname) {
    /// DHCP, and no name.
    public static final NetworkOptions NONE = new NetworkOptions(null, 0, null, List.of(), null);

    /// The names of the keys, each with a comma behind it.
    static String keys(Description machine) {
        boolean open = !machine.cards().isEmpty() && machine.cards().getFirst().open();
        return open ? "net.ipv4, net.gateway, net.dns, net.hostname, " : "net.hostname, ";
    }

    /// Takes the keys of the network out of `keys`.
    static NetworkOptions take(Map<String, String> keys, boolean network, Description machine) {
        if (!network) {
            for (String key : keys.keySet()) {
                if (key.startsWith("net.")) {
                    throw new BootKeyException(
                            key + ": this image holds no network, as its program uses none");
                }
            }
            return NONE;
        }
        String hostname = keys.remove("net.hostname");
        NetworkOptions card =
                machine.cards().isEmpty() ? NONE : card(keys, machine.cards().getFirst());
        return hostname == null ? card : card.withHostname(hostname(hostname));
    }

    private NetworkOptions withHostname(String name) {
        return new NetworkOptions(address, prefixLength, gateway, dns, name);
    }

    private static NetworkOptions card(Map<String, String> keys, CardSettings settings) {
        if (!settings.open()) {
            for (String key : keys.keySet()) {
                if (key.startsWith(settings.keys() + ".")) {
                    throw new BootKeyException(key + ": fixed when the image was built");
                }
            }
            return settings.fixed();
        }
        String prefix = keys.remove("net.ipv4");
        String gateway = keys.remove("net.gateway");
        String dns = keys.remove("net.dns");
        if (gateway != null && prefix == null) {
            throw new BootKeyException("net.gateway needs net.ipv4 beside it");
        }
        int slash = prefix == null ? -1 : prefix.indexOf('/');
        requireHost(prefix, slash);
        return new NetworkOptions(
                prefix == null ? null : host(prefix, slash),
                prefix == null ? 0 : prefixLength(prefix, slash),
                gateway == null ? null : address("net.gateway", gateway),
                dns == null ? List.of() : addresses(dns),
                null);
    }

    /// The first and the last address of a network are no host's (RFC 1122 section 3.2.1.3), except in networks of two (RFC 3021).
    private static void requireHost(@Nullable String text, int slash) {
        if (text == null) {
            return;
        }
        int bits = host(text, slash).bits();
        int length = prefixLength(text, slash);
        int mask = length == 32 ? 0 : -1 >>> length;
        if (length < 31 && ((bits & mask) == 0 || (bits & mask) == mask)) {
            throw new BootKeyException("net.ipv4=" + text + ": not the address of a host");
        }
    }

    private static Ipv4Address host(String text, int slash) {
        if (slash < 0) {
            throw new BootKeyException(
                    "net.ipv4=" + text + ": not of the form ADDRESS/PREFIX, as 192.0.2.10/24");
        }
        Ipv4Address address = address("net.ipv4", text.substring(0, slash));
        if (address.isAny()
                || address.isLoopback()
                || address.isMulticast()
                || address.isBroadcast()) {
            throw new BootKeyException("net.ipv4=" + text + ": not the address of a host");
        }
        return address;
    }

    private static int prefixLength(String text, int slash) {
        String digits = text.substring(slash + 1);
        boolean number = !digits.isEmpty() && digits.length() <= 2;
        for (int i = 0; number && i < digits.length(); i++) {
            number = digits.charAt(i) >= '0' && digits.charAt(i) <= '9';
        }
        int length = number ? Integer.parseInt(digits) : 0;
        if (length < 1 || length > 32) {
            throw new BootKeyException("net.ipv4=" + text + ": prefix is not 1 to 32");
        }
        return length;
    }

    private static Ipv4Address address(String key, String text) {
        try {
            return Ipv4Address.parse(text);
        } catch (IllegalArgumentException e) {
            throw new BootKeyException(key + "=" + text + ": not an IPv4 address");
        }
    }

    private static List<Ipv4Address> addresses(String text) {
        List<Ipv4Address> all = new ArrayList<>();
        int at = 0;
        while (at <= text.length()) {
            int comma = text.indexOf(',', at);
            int end = comma < 0 ? text.length() : comma;
            all.add(address("net.dns", text.substring(at, end)));
            at = end + 1;
        }
        return all;
    }

    /// RFC 1123 section 2.1: labels of letters, digits and inner hyphens, at most 63 each and 253 in all.
    private static String hostname(String text) {
        boolean good = !text.isEmpty() && text.length() <= 253;
        int label = 0;
        char before = '.';
        for (int i = 0; good && i <= text.length(); i++) {
            char c = i == text.length() ? '.' : text.charAt(i);
            boolean letter =
                    (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            if (c == '.') {
                good = label > 0 && label <= 63 && before != '-';
                label = 0;
            } else {
                good = letter || (c == '-' && label > 0);
                label++;
            }
            before = c;
        }
        if (!good) {
            throw new BootKeyException("net.hostname=" + text + ": not a host name");
        }
        return text;
    }
}
