package dev.morgana.runtime.net;

import dev.morgana.wire.MacAddress;
import dev.morgana.wire.PacketBuffer;

/// A card whose transport carries one frame with each call: a TAP interface. The kernel reads and writes the packet buffer itself.
public final class TapCard extends ProcessCard {
    /// A card of that address, whose largest packet has `mtu` octets.
    public TapCard(FrameTransport transport, MacAddress address, int mtu) {
        super(transport, address, mtu);
    }

    @Override
    public boolean receive(PacketBuffer into) {
        into.trim(0);
        int got = transport.read(into.array(), into.end(), into.tailroom());
        if (got <= 0) {
            return false;
        }
        into.append(got);
        return true;
    }

    /// {@inheritDoc}
    ///
    /// What is sent to an interface that is gone is lost, as with a cable that is unplugged.
    @Override
    public boolean transmit(PacketBuffer frame) {
        return transport.write(frame.array(), frame.start(), frame.length()) != 0;
    }

    @Override
    public void flush() {}
}
