package dev.morgana.runtime.net;

import dev.morgana.device.FrameCounter;
import dev.morgana.device.NetworkCounters;
import dev.morgana.device.NetworkDevice;
import dev.morgana.wire.MacAddress;

/// A card of a process: frames go through a transport that is a descriptor. Its interrupt line needs no acknowledgment.
public abstract sealed class ProcessCard implements NetworkDevice permits StreamCard, TapCard {
    final FrameTransport transport;
    final int mtu;
    final FrameCounter counter = new FrameCounter();
    long writes;
    private final MacAddress address;

    ProcessCard(FrameTransport transport, MacAddress address, int mtu) {
        this.transport = transport;
        this.address = address;
        this.mtu = mtu;
    }

    @Override
    public final MacAddress address() {
        return address;
    }

    @Override
    public final int mtu() {
        return mtu;
    }

    @Override
    public final boolean acknowledgeInterrupt() {
        counter.interrupted();
        return true;
    }

    /// {@inheritDoc}
    ///
    /// Notifications are the writes to the transport.
    @Override
    public final NetworkCounters snapshot() {
        return counter.snapshot(writes);
    }
}
