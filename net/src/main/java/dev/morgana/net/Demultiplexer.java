package dev.morgana.net;

import dev.morgana.net.Counters.Event;
import dev.morgana.net.ip.Delivery;
import dev.morgana.net.ip.IcmpError;
import dev.morgana.net.ip.Transports;
import dev.morgana.net.tcp.TcpLayer;
import dev.morgana.net.udp.UdpLayer;
import dev.morgana.wire.Ipv4Address;
import dev.morgana.wire.Ipv4Header;
import dev.morgana.wire.PacketBuffer;
import org.jspecify.annotations.Nullable;

/// Hands segments to TCP or UDP by the protocol number (RFC 1122 section 3.2.1.4 leaves everything else "protocol unreachable").
final class Demultiplexer implements Transports {
    private final Counters counters;
    private @Nullable UdpLayer udp;
    private @Nullable TcpLayer tcp;

    Demultiplexer(Counters counters) {
        this.counters = counters;
    }

    /// From now on UDP is spoken.
    void use(UdpLayer made) {
        udp = made;
    }

    /// From now on TCP is spoken.
    void use(TcpLayer made) {
        tcp = made;
    }

    @Override
    public Delivery deliver(
            int protocol,
            PacketBuffer segment,
            Ipv4Address source,
            Ipv4Address destination,
            boolean unicast,
            long now) {
        if (protocol == Ipv4Header.UDP && udp != null) {
            return udp.input(segment, source, destination);
        }
        if (protocol == Ipv4Header.TCP && tcp != null) {
            if (unicast) {
                tcp.input(segment, source, destination, now);
            } else {
                // RFC 1122 section 4.2.3.10: a segment to a group is silently discarded
                segment.release();
            }
            return Delivery.TAKEN;
        }
        counters.count(Event.IPV4_UNKNOWN_PROTOCOL);
        return Delivery.NO_PROTOCOL;
    }

    @Override
    public boolean icmpError(int protocol, IcmpError error, long now) {
        if (protocol == Ipv4Header.UDP && udp != null) {
            return udp.icmpError(error);
        }
        if (protocol == Ipv4Header.TCP && tcp != null) {
            tcp.icmpError(error, now);
            return true;
        }
        return false;
    }
}
