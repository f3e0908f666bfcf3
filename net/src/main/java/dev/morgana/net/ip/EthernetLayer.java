package dev.morgana.net.ip;

import dev.morgana.net.Counters;
import dev.morgana.net.Counters.Event;
import dev.morgana.net.Outbox;
import dev.morgana.wire.EthernetHeader;
import dev.morgana.wire.MacAddress;
import dev.morgana.wire.MalformedPacketException;
import dev.morgana.wire.PacketBuffer;

/// Ethernet II frames (RFC 894): header on, header off, and which frames are for us. IEEE 802.3 frames are not spoken (RFC 1122
/// section 2.3.3 asks no more of a host).
public final class EthernetLayer {
    private final MacAddress address;
    private final int mtu;
    private final Outbox outbox;
    private final Counters counters;

    /// What a frame holds.
    public enum Content {
        /// An ARP packet for us.
        ARP,
        /// An IPv4 packet, in a frame to our card.
        IPV4,
        /// An IPv4 packet, in a frame to a group of cards.
        IPV4_GROUP,
        /// Nothing for us; the frame has been released.
        NOTHING
    }

    /// A layer over the card with this address and room for packets of `mtu` octets.
    public EthernetLayer(MacAddress address, int mtu, Outbox outbox, Counters counters) {
        this.address = address;
        this.mtu = mtu;
        this.outbox = outbox;
        this.counters = counters;
    }

    /// The card's address.
    public MacAddress address() {
        return address;
    }

    /// Octets of the largest packet in a frame.
    public int mtu() {
        return mtu;
    }

    /// Takes the header off a received frame. Unless the result is [Content#NOTHING], the frame is still the caller's, its window at
    /// the packet.
    public Content input(PacketBuffer frame) {
        counters.count(Event.ETHERNET_RECEIVED);
        try {
            EthernetHeader.check(frame);
        } catch (MalformedPacketException malformed) {
            return drop(frame, Event.ETHERNET_MALFORMED);
        }
        long destination = EthernetHeader.destination(frame);
        int type = EthernetHeader.type(frame);
        boolean group = (destination >>> 40 & 1) != 0;
        if (!group && destination != address.bits()) {
            return drop(frame, Event.ETHERNET_NOT_FOR_US);
        }
        frame.consume(EthernetHeader.SIZE);
        if (type == EthernetHeader.IPV4) {
            return group ? Content.IPV4_GROUP : Content.IPV4;
        }
        return type == EthernetHeader.ARP ? Content.ARP : drop(frame, Event.ETHERNET_NOT_FOR_US);
    }

    private Content drop(PacketBuffer frame, Event why) {
        counters.count(why);
        frame.release();
        return Content.NOTHING;
    }

    /// Sends a packet in a frame; takes ownership.
    ///
    /// @param destination the receiver's 48 bits
    /// @param type [EthernetHeader#IPV4] or [EthernetHeader#ARP]
    void send(PacketBuffer packet, long destination, int type) {
        EthernetHeader.prepend(packet, destination, address.bits(), type);
        counters.count(outbox.send(packet) ? Event.ETHERNET_SENT : Event.ETHERNET_NO_ROOM);
    }
}
