package dev.morgana.net.ip;

import dev.morgana.wire.Ipv4Address;
import dev.morgana.wire.PacketBuffer;

/// The transports above IP, as IP sees them.
public interface Transports {
    /// A segment for us. Its window starts at the transport header and ends with the IP packet.
    ///
    /// @param protocol number in the IP header
    /// @param destination one of our addresses, or a broadcast address
    /// @param unicast whether it was sent to us alone, both in the IP header and in the frame
    /// @return whether ownership passed; if not, the window must be as it was
    Delivery deliver(
            int protocol,
            PacketBuffer segment,
            Ipv4Address source,
            Ipv4Address destination,
            boolean unicast,
            long now);

    /// An ICMP error about a packet of ours.
    ///
    /// @return whether the transport knows the packet's sender
    boolean icmpError(int protocol, IcmpError error, long now);
}
