package dev.morgana.net.udp;

import dev.morgana.wire.Ipv4Address;
import dev.morgana.wire.LinkedQueue;
import dev.morgana.wire.PacketBuffer;
import org.jspecify.annotations.Nullable;

/// A received datagram. Who receives it owns it until [#release()]; after that the object is used for a later datagram, so that
/// receiving creates nothing.
public final class Datagram extends LinkedQueue.Link<Datagram> {
    private final UdpSocket socket;
    private @Nullable PacketBuffer payload;
    private Ipv4Address sourceAddress = Ipv4Address.ANY;
    private int sourcePort;
    private Ipv4Address destination = Ipv4Address.ANY;

    Datagram(UdpSocket socket) {
        this.socket = socket;
    }

    Datagram fill(PacketBuffer data, Ipv4Address from, int fromPort, Ipv4Address to) {
        payload = data;
        sourceAddress = from;
        sourcePort = fromPort;
        destination = to;
        return this;
    }

    /// The data: the buffer's window. It is released with the datagram.
    ///
    /// @throws IllegalStateException after [#release()]
    public PacketBuffer payload() {
        PacketBuffer data = payload;
        if (data == null) {
            throw new IllegalStateException("datagram released");
        }
        return data;
    }

    /// The sender's address.
    public Ipv4Address sourceAddress() {
        return sourceAddress;
    }

    /// The sender's port.
    public int sourcePort() {
        return sourcePort;
    }

    /// The address it was sent to: one of ours, or a broadcast address (RFC 1122 section 4.1.3.5).
    public Ipv4Address destination() {
        return destination;
    }

    /// Gives buffer and object back.
    ///
    /// @throws IllegalStateException if it was given back before
    public void release() {
        payload().release();
        payload = null;
        socket.recycle(this);
    }
}
