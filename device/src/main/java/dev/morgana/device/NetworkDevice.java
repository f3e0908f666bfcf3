package dev.morgana.device;

import dev.morgana.wire.MacAddress;
import dev.morgana.wire.PacketBuffer;

/// A network card that carries Ethernet frames. Passive and not thread-safe: one loop calls it.
public interface NetworkDevice {
    /// Bytes before the packet in a frame.
    int ETHERNET_HEADER = 14;

    /// The card's own address.
    MacAddress address();

    /// The largest IP packet that fits into one frame, in bytes: 68 to 65535, typically 1500.
    int mtu();

    /// The largest frame that passes, in bytes. Usually an Ethernet header and [#mtu()] bytes; more says that the card works on TCP segments by itself: it completes
    /// checksums that a frame defers ([PacketBuffer#deferChecksum]), cuts frames that stand for several segments ([PacketBuffer#segmentSize]), and gives received
    /// segments as one frame.
    default int largestFrame() {
        return ETHERNET_HEADER + mtu();
    }

    /// Copies the next received frame behind `into`'s window start, replacing its content; never waits. A frame that does not fit is
    /// dropped and counted, and leaves `into` empty: the work of one call is bounded whatever arrives.
    ///
    /// Only after this has returned false does the card interrupt for the next frame: a caller that stops earlier comes back by
    /// itself.
    ///
    /// @param into stays the caller's
    /// @return whether a frame was taken off the card
    boolean receive(PacketBuffer into);

    /// Queues a frame for sending by copying it; never waits. The buffer stays the caller's.
    ///
    /// @param frame at least one byte, at most an Ethernet header and [#mtu()] bytes, or [#largestFrame()] where it stands for several segments
    /// @return false when the card has no room now: the caller drops the frame, or tries again after the card's next interrupt
    boolean transmit(PacketBuffer frame);

    /// Makes the card see what was queued since the last call (one notification for many frames).
    void flush();

    /// Acknowledges the card's interrupt, and says whether anything may have arrived. To be called after each wake-up, before
    /// [#receive(PacketBuffer)] is called until it returns false.
    boolean acknowledgeInterrupt();

    /// The counters as of now.
    NetworkCounters snapshot();
}
