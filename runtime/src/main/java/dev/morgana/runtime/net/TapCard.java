package dev.morgana.runtime.net;

import dev.morgana.virtio.NetworkHeader;
import dev.morgana.wire.MacAddress;
import dev.morgana.wire.PacketBuffer;

/// A card whose transport carries one frame with each call, behind a virtio-net header: a TAP interface. The kernel reads and writes the packet buffer itself, completes
/// checksums, cuts text into segments, and puts received segments together.
public final class TapCard extends ProcessCard {
    /// For frames without room before them: answers in the buffer of what they answer.
    private final PacketBuffer roomy;

    /// A card of that address, whose largest packet has `mtu` octets.
    public TapCard(FrameTransport transport, MacAddress address, int mtu) {
        super(transport, address, mtu);
        roomy = PacketBuffer.unpooled(NetworkHeader.SIZE, ETHERNET_HEADER + mtu);
    }

    @Override
    public int largestFrame() {
        return NetworkHeader.LARGEST_FRAME;
    }

    /// {@inheritDoc}
    ///
    /// What the header says is believed as far as it can be so: its places lie in the frame, and only segments of TCP are larger than the MTU lets frames be.
    ///
    /// @param into with headroom for the header
    @Override
    public boolean receive(PacketBuffer into) {
        into.trim(0);
        int at = into.start() - NetworkHeader.SIZE;
        int got = transport.read(into.array(), at, NetworkHeader.SIZE + into.tailroom());
        if (got <= 0) {
            return false;
        }
        if (got > NetworkHeader.SIZE) {
            into.append(got - NetworkHeader.SIZE);
            boolean sound = NetworkHeader.read(into, into.array(), at, mtu);
            into.trim(sound ? into.length() : 0);
        }
        if (into.length() > 0) {
            counter.received(into.length());
        } else {
            counter.droppedReceived();
        }
        return true;
    }

    /// {@inheritDoc}
    ///
    /// What is sent to an interface that is gone is lost, as with a cable that is unplugged.
    @Override
    public boolean transmit(PacketBuffer frame) {
        int length = frame.length();
        PacketBuffer ready = frame.headroom() < NetworkHeader.SIZE ? copy(frame) : frame;
        NetworkHeader.write(ready, ready.array(), ready.start() - NetworkHeader.SIZE);
        ready.prepend(NetworkHeader.SIZE);
        int put = transport.write(ready.array(), ready.start(), ready.length());
        ready.consume(NetworkHeader.SIZE);
        writes++;
        if (put > 0) {
            counter.sent(length);
        } else if (put < 0) {
            counter.droppedSent();
        } else {
            counter.refused();
        }
        return put != 0;
    }

    private PacketBuffer copy(PacketBuffer frame) {
        roomy.reset(NetworkHeader.SIZE);
        roomy.append(frame.array(), frame.start(), frame.length());
        return roomy;
    }

    @Override
    public void flush() {}
}
