package dev.morgana.net;

import dev.morgana.wire.MacAddress;
import dev.morgana.wire.PacketPool;
import org.jspecify.annotations.Nullable;

/// A network card, as the stack sees it.
///
/// @param address its MAC address
/// @param mtu octets of the largest IP packet in one frame: 576 to 65535
/// @param outbox where frames are sent
/// @param large where the card completes TCP's checksums and cuts text into segments: buffers for packets of up to 65,535 octets; else null
public record Card(MacAddress address, int mtu, Outbox outbox, @Nullable PacketPool large) {
    /// RFC 1122 section 3.3.3: every host must be able to send 576 octets.
    private static final int LEAST_MTU = 576;

    /// A card that sends frames as they are.
    public Card(MacAddress address, int mtu, Outbox outbox) {
        this(address, mtu, outbox, null);
    }

    /// @throws IllegalArgumentException if the MTU is out of range, or the address belongs to a group
    public Card {
        if (mtu < LEAST_MTU || mtu > 65535) {
            throw new IllegalArgumentException("MTU out of range: " + mtu);
        }
        if (address.isGroup()) {
            throw new IllegalArgumentException("address of a group: " + address);
        }
    }
}
