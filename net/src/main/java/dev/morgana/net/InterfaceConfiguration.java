package dev.morgana.net;

import dev.morgana.wire.Ipv4Address;
import dev.morgana.wire.Ipv4Prefix;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a machine is told about its network from outside.
///
/// @param address of the card with its network; null: ask DHCP
/// @param gateway for what is outside the network; null: none, or DHCP's
/// @param nameServers most preferred first; empty: none, or DHCP's
/// @param hostname of the machine: an ASCII label or domain name, or empty
public record InterfaceConfiguration(
        @Nullable Ipv4Prefix address,
        @Nullable Ipv4Address gateway,
        List<Ipv4Address> nameServers,
        String hostname) {
    /// Everything from DHCP, no name.
    public static final InterfaceConfiguration DYNAMIC =
            new InterfaceConfiguration(null, null, List.of(), "");

    /// Copies the list.
    ///
    /// @throws IllegalArgumentException if the address is not one of a host in its network, or the hostname is not ASCII
    public InterfaceConfiguration {
        if (address != null && !isHost(address)) {
            throw new IllegalArgumentException("not the address of a host: " + address);
        }
        if (!hostname.chars().allMatch(c -> c > ' ' && c < 127)) {
            throw new IllegalArgumentException("not a host name: " + hostname);
        }
        nameServers = List.copyOf(nameServers);
    }

    private static boolean isHost(Ipv4Prefix prefix) {
        int bits = prefix.address().bits();
        int top = bits >>> 24;
        return top != 0 && top != 127 && top < 224 && !prefix.isBroadcast(bits);
    }

    /// A fixed address.
    public static InterfaceConfiguration fixed(
            Ipv4Prefix address, @Nullable Ipv4Address gateway, List<Ipv4Address> nameServers) {
        return new InterfaceConfiguration(address, gateway, nameServers, "");
    }

    /// The same with another name.
    public InterfaceConfiguration withHostname(String name) {
        return new InterfaceConfiguration(address, gateway, nameServers, name);
    }
}
