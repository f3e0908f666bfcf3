package dev.morgana.runtime.net;

import dev.morgana.device.NetworkCounters;
import dev.morgana.device.NetworkDevice;
import dev.morgana.wire.MacAddress;

/// A card of a process: frames go through a transport that is a descriptor. Its interrupt line needs no acknowledgment.
public abstract sealed class ProcessCard implements NetworkDevice permits StreamCard, TapCard {
    final FrameTransport transport;
    final int mtu;
    long receivedFrames;
    long receivedBytes;
    long receivedDropped;
    long sentFrames;
    long sentBytes;
    long sentDropped;
    long refused;
    long writes;
    private final MacAddress address;
    private long interrupts;

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
        interrupts++;
        return true;
    }

    /// A frame of so many bytes was received.
    final void received(int length) {
        receivedFrames++;
        receivedBytes += length;
    }

    /// A frame of so many bytes is the card's.
    final void sent(int length) {
        sentFrames++;
        sentBytes += length;
    }

    /// {@inheritDoc}
    ///
    /// Notifications are the writes to the transport.
    @Override
    public final NetworkCounters snapshot() {
        return new NetworkCounters(
                receivedFrames,
                receivedBytes,
                receivedDropped,
                sentFrames,
                sentBytes,
                sentDropped,
                refused,
                interrupts,
                writes);
    }
}
