package dev.morgana.config;

import dev.morgana.wire.Ipv4Address;
import dev.morgana.wire.Ipv4Prefix;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How a network card gets its address.
public sealed interface Addressing {
    /// Asked for when the machine boots (RFC 2131).
    record Dhcp() implements Addressing {
        @Override
        public String toString() {
            return "DHCP";
        }
    }

    /// Fixed when the image is built.
    ///
    /// @param address with the length of the network's prefix
    /// @param gateway where packets to other networks go, or null
    /// @param nameServers asked in this order
    record Fixed(Ipv4Prefix address, @Nullable Ipv4Address gateway, List<Ipv4Address> nameServers)
            implements Addressing {
        /// Keeps a copy of the list.
        public Fixed {
            nameServers = List.copyOf(nameServers);
        }

        @Override
        public String toString() {
            return gateway == null ? address.toString() : address + " via " + gateway;
        }
    }

    /// Decided when the machine boots: a fixed address if the card's boot keys give one, else DHCP.
    record AtBoot() implements Addressing {
        @Override
        public String toString() {
            return "boot key or DHCP";
        }
    }
}
