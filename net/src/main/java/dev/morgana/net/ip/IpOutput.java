package dev.morgana.net.ip;

import dev.morgana.wire.Ipv4Address;
import dev.morgana.wire.PacketBuffer;
import org.jspecify.annotations.Nullable;

/// What a transport protocol needs of IP (RFC 9293 section 3.9.2, RFC 768): all that UDP and TCP know of the layers below.
///
/// A packet to an address of our own comes back through the layer's `input`, never from within [#send]: it is queued first.
public interface IpOutput {
    /// Octets of text behind the largest TCP header in the largest IPv4 packet: 65,535 less 20 and 60.
    int LARGEST_TEXT = 65_455;

    /// An empty buffer with headroom for the transport header and every header below it; the caller owns it. Null when none is free:
    /// the caller tries again later.
    @Nullable PacketBuffer allocate();

    /// Whether what goes to `destination` passes a card that completes TCP's checksums and cuts text into segments.
    default boolean isOffloaded(Ipv4Address destination) {
        return false;
    }

    /// Whether [#allocateLarge] has a buffer.
    default boolean hasLarge() {
        return false;
    }

    /// An empty buffer like that of [#allocate], for [#LARGEST_TEXT] octets behind TCP's header that an offloading card cuts into segments; null when none is free.
    default @Nullable PacketBuffer allocateLarge() {
        return null;
    }

    /// Sends `segment`, whose window starts at the complete transport header, and takes ownership of it.
    ///
    /// @param service what the header says beside the addresses
    /// @param now monotonic nanoseconds
    void send(
            PacketBuffer segment,
            Ipv4Address source,
            Ipv4Address destination,
            IpService service,
            long now);

    /// Octets of the largest IP packet, header included, that reaches `destination` without fragmentation as far as is known.
    int mtu(Ipv4Address destination);

    /// Our address for packets to `destination`, or null when no route leads there.
    @Nullable Ipv4Address sourceFor(Ipv4Address destination);

    /// Whether the address is that of several machines: a multicast address, or a broadcast address here.
    boolean isGroup(Ipv4Address address);

    /// Negative advice (RFC 9293 section 3.8.3 MUST-20 (b), RFC 1122 section 3.3.1.4): what was sent to `destination` several times is not
    /// answered; the way there may have changed.
    void doubt(Ipv4Address destination, long now);
}
