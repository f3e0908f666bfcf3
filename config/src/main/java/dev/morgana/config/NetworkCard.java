package dev.morgana.config;

import dev.morgana.wire.Ipv4Address;
import dev.morgana.wire.Ipv4Prefix;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A network card (virtio-net). It has one IPv4 address, decided once: by [#dhcp], by [#address], or, where neither is called, when the
/// machine boots. A machine that wants both takes two cards.
///
/// @param name of the card: small letters, digits and hyphens, beginning with a letter, at most 15
/// @param addressing how it gets its address
/// @param where the line that describes it
public record NetworkCard(String name, Addressing addressing, SourceLine where) {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,14}");

    /// A card whose address is decided at boot.
    ///
    /// @throws ConfigurationException if it cannot be called so
    public static NetworkCard named(String name) {
        SourceLine where = SourceLine.ofCaller();
        if (!NAME.matcher(name).matches()) {
            throw new ConfigurationException(
                    where,
                    "\"%s\" cannot name a network card: take 1 to 15 small letters, digits and hyphens, a letter first"
                            .formatted(name));
        }
        return new NetworkCard(name, new Addressing.AtBoot(), where);
    }

    /// Fails unless the cards can be in one machine.
    static void requireTogether(List<NetworkCard> cards) {
        Machine.unique("card", cards, NetworkCard::name, NetworkCard::where);
        NetworkCard added = cards.getLast();
        for (NetworkCard other : cards.subList(0, cards.size() - 1)) {
            if (BootKey.RESERVED.contains(added.name())) {
                throw new ConfigurationException(
                        added.where(),
                        "the card \"%s\" is not the first, and its boot keys would begin like the system's own: choose a name other than %s"
                                .formatted(added.name(), String.join(", ", BootKey.RESERVED)));
            }
            if (added.addressing() instanceof Addressing.Fixed here
                    && other.addressing() instanceof Addressing.Fixed there
                    && (here.address().contains(there.address().address().bits())
                            || there.address().contains(here.address().address().bits()))) {
                throw new ConfigurationException(
                        added.where(),
                        "the card \"%s\" is in the network of \"%s\" in %s, %s: give it an address in another network"
                                .formatted(
                                        added.name(),
                                        other.name(),
                                        other.where(),
                                        there.address()));
            }
        }
    }

    /// The card with an address that is asked for by DHCP.
    ///
    /// @throws ConfigurationException if that is decided already
    public NetworkCard dhcp() {
        return decided(new Addressing.Dhcp(), SourceLine.ofCaller());
    }

    /// [#address(Ipv4Prefix)] in the notation of RFC 4632, as `192.0.2.10/24`.
    ///
    /// @throws ConfigurationException also if it is not of this form
    public NetworkCard address(String prefix) {
        return address(parsedPrefix(prefix));
    }

    /// The card with a fixed address.
    ///
    /// @param prefix the address of this host with the length of its network's prefix
    /// @throws ConfigurationException if it is not the address of a host, or the address is decided already
    public NetworkCard address(Ipv4Prefix prefix) {
        SourceLine where = SourceLine.ofCaller();
        requireHost(prefix, where);
        return decided(new Addressing.Fixed(prefix, null, List.of()), where);
    }

    private NetworkCard decided(Addressing chosen, SourceLine here) {
        if (!(addressing instanceof Addressing.AtBoot)) {
            throw new ConfigurationException(
                    here,
                    "the card \"%s\" has its address already, %s in %s: remove one of them"
                            .formatted(name, addressing, where));
        }
        return new NetworkCard(name, chosen, here);
    }

    /// [#gateway(Ipv4Address)] in dotted decimal notation.
    ///
    /// @throws ConfigurationException also if it is not of this form
    public NetworkCard gateway(String address) {
        return gateway(parsedAddress(address));
    }

    /// The card with a gateway to all other networks; its address has been given before.
    ///
    /// @param gateway in the card's own network
    /// @throws ConfigurationException if it lies outside, or the card has no fixed address
    public NetworkCard gateway(Ipv4Address gateway) {
        SourceLine where = SourceLine.ofCaller();
        Addressing.Fixed fixed = fixed("gateway", where);
        if (!fixed.address().contains(gateway.bits())
                || gateway.equals(fixed.address().address())) {
            throw new ConfigurationException(
                    where,
                    "the gateway %s is no other host in the network of %s: give one with the same first %d bits"
                            .formatted(gateway, fixed.address(), fixed.address().length()));
        }
        return new NetworkCard(
                name, new Addressing.Fixed(fixed.address(), gateway, fixed.nameServers()), where);
    }

    /// [#nameServers(Ipv4Address...)] in dotted decimal notation.
    ///
    /// @throws ConfigurationException also if one is not of this form
    public NetworkCard nameServers(String... addresses) {
        Ipv4Address[] parsed = new Ipv4Address[addresses.length];
        for (int i = 0; i < addresses.length; i++) {
            parsed[i] = parsedAddress(addresses[i]);
        }
        return nameServers(parsed);
    }

    /// The card with servers for names, asked in this order, after those of calls before; its address has been given before.
    ///
    /// @throws ConfigurationException if the card has no fixed address
    public NetworkCard nameServers(Ipv4Address... added) {
        SourceLine where = SourceLine.ofCaller();
        Addressing.Fixed fixed = fixed("name servers", where);
        List<Ipv4Address> servers =
                Stream.concat(fixed.nameServers().stream(), Stream.of(added)).toList();
        return new NetworkCard(
                name, new Addressing.Fixed(fixed.address(), fixed.gateway(), servers), where);
    }

    private Addressing.Fixed fixed(String what, SourceLine where) {
        if (addressing instanceof Addressing.Fixed fixed) {
            return fixed;
        }
        throw new ConfigurationException(
                where,
                "the card \"%s\" has no fixed address, and gets its %s with that: give it one first, as .address(\"192.0.2.10/24\")"
                        .formatted(name, what));
    }

    private static Ipv4Address parsedAddress(String text) {
        try {
            return Ipv4Address.parse(text);
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException(
                    SourceLine.ofCaller(),
                    "\"%s\" is no IPv4 address: write one as 192.0.2.10".formatted(text));
        }
    }

    private static Ipv4Prefix parsedPrefix(String text) {
        try {
            return Ipv4Prefix.parse(text);
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException(
                    SourceLine.ofCaller(),
                    "\"%s\" is no address with its prefix: write it as 192.0.2.10/24"
                            .formatted(text));
        }
    }

    /// The first and the last address of a network are no host's (RFC 1122 section 3.2.1.3), except in networks of two (RFC 3021).
    private static void requireHost(Ipv4Prefix prefix, SourceLine where) {
        Ipv4Address address = prefix.address();
        boolean network =
                prefix.length() < 31
                        && (address.equals(prefix.network()) || prefix.isBroadcast(address.bits()));
        boolean special = address.isAny() || address.isLoopback() || address.isMulticast();
        if (network || special || address.isBroadcast() || prefix.length() == 0) {
            throw new ConfigurationException(
                    where,
                    "%s is not the address of a host in its network: give one between the first and the last"
                            .formatted(prefix));
        }
    }
}
