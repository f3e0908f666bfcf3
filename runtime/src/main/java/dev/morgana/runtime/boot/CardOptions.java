package dev.morgana.runtime.boot;

import dev.morgana.wire.Ipv4Address;
import dev.morgana.wire.Ipv4Prefix;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What belongs to one network card: fixed when the image was built, or given by the boot keys `CARD.ipv4`, `CARD.gateway` and `CARD.dns`,
/// where the first card is called `net`.
///
/// @param address own address with its network, or null for DHCP
/// @param gateway where packets to other networks go, or null
/// @param dns name servers, in order
public record CardOptions(
        @Nullable Ipv4Prefix address, @Nullable Ipv4Address gateway, List<Ipv4Address> dns) {
    /// DHCP.
    public static final CardOptions NONE = new CardOptions(null, null, List.of());

    /// The names of a card's keys, each with a comma behind it.
    static String keys(String card) {
        return card + ".ipv4, " + card + ".gateway, " + card + ".dns, ";
    }

    /// Takes the keys of a card out of `keys`.
    static CardOptions take(Map<String, String> keys, CardSettings card) {
        if (!card.open()) {
            for (String key : keys.keySet()) {
                if (key.startsWith(card.keys() + ".")) {
                    throw new BootKeyException(key + ": fixed when the image was built");
                }
            }
            return card.fixed();
        }
        Token prefix = Token.take(keys, card.keys() + ".ipv4");
        Token gateway = Token.take(keys, card.keys() + ".gateway");
        Token dns = Token.take(keys, card.keys() + ".dns");
        if (gateway != null && prefix == null) {
            throw new BootKeyException(gateway.key() + " needs " + card.keys() + ".ipv4 beside it");
        }
        return new CardOptions(
                prefix == null ? null : prefix.prefix(),
                gateway == null ? null : gateway.address(gateway.value()),
                dns == null ? List.of() : dns.addresses());
    }

    /// A key with its value.
    private record Token(String key, String value) {
        static @Nullable Token take(Map<String, String> keys, String key) {
            String value = keys.remove(key);
            return value == null ? null : new Token(key, value);
        }

        BootKeyException refused(String why) {
            return new BootKeyException(key + "=" + value + ": " + why);
        }

        /// The first and the last address of a network are no host's (RFC 1122 section 3.2.1.3), except in networks of two (RFC 3021).
        Ipv4Prefix prefix() {
            int slash = value.indexOf('/');
            if (slash < 0) {
                throw refused("not of the form ADDRESS/PREFIX, as 192.0.2.10/24");
            }
            Ipv4Address address = address(value.substring(0, slash));
            int length = prefixLength(value.substring(slash + 1));
            int mask = length == 32 ? 0 : -1 >>> length;
            int host = address.bits() & mask;
            boolean reserved = length < 31 && (host == 0 || host == mask);
            if (reserved
                    || address.isAny()
                    || address.isLoopback()
                    || address.isMulticast()
                    || address.isBroadcast()) {
                throw refused("not the address of a host");
            }
            return new Ipv4Prefix(address, length);
        }

        private int prefixLength(String digits) {
            boolean number = !digits.isEmpty() && digits.length() <= 2;
            for (int i = 0; number && i < digits.length(); i++) {
                number = digits.charAt(i) >= '0' && digits.charAt(i) <= '9';
            }
            int length = number ? Integer.parseInt(digits) : 0;
            if (length < 1 || length > 32) {
                throw refused("prefix is not 1 to 32");
            }
            return length;
        }

        Ipv4Address address(String text) {
            try {
                return Ipv4Address.parse(text);
            } catch (IllegalArgumentException e) {
                throw new BootKeyException(key + "=" + text + ": not an IPv4 address");
            }
        }

        List<Ipv4Address> addresses() {
            List<Ipv4Address> all = new ArrayList<>();
            int at = 0;
            while (at <= value.length()) {
                int comma = value.indexOf(',', at);
                int end = comma < 0 ? value.length() : comma;
                all.add(address(value.substring(at, end)));
                at = end + 1;
            }
            return all;
        }
    }
}
