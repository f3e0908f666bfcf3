package dev.morgana.net;

import dev.morgana.wire.PacketBuffer;

/// Where frames leave the stack: the network card, or a simulated one.
@FunctionalInterface
public interface Outbox {
    /// Takes ownership of a complete Ethernet frame and sends it, or drops it when the card has no room. Must not call back into the
    /// protocol.
    ///
    /// @return whether the card took it
    boolean send(PacketBuffer frame);
}
