package dev.morgana.runtime.net;

import dev.morgana.device.NetworkDevice;
import dev.morgana.wire.PacketBuffer;
import dev.morgana.wire.PacketPool;
import org.jspecify.annotations.Nullable;

/// Takes received frames off a card, each into a buffer that fits it. From a card that puts segments together a frame may be large: it is read into a large buffer, of which
/// there are few, and only a frame that is large keeps one.
final class FrameSource {
    private final NetworkDevice device;
    private final PacketPool usual;
    private final @Nullable PacketPool large;
    private boolean starved;

    /// @param usual buffers for frames of the card's MTU
    /// @param large buffers for the card's largest frames, or null where those are the usual ones
    FrameSource(NetworkDevice device, PacketPool usual, @Nullable PacketPool large) {
        this.device = device;
        this.usual = usual;
        this.large = large;
    }

    /// The next frame, which becomes the caller's; null when there is none now. A frame that cannot be used is empty.
    @Nullable PacketBuffer next() {
        PacketBuffer frame = large == null ? usual.take() : large.take();
        starved = frame == null;
        if (frame == null) {
            return null;
        }
        if (!device.receive(frame)) {
            frame.release();
            return null;
        }
        return large == null || frame.segmentSize() > 0 ? frame : fitted(frame);
    }

    /// Without a small buffer the large one goes up.
    private PacketBuffer fitted(PacketBuffer frame) {
        PacketBuffer small = usual.take();
        if (small == null) {
            return frame;
        }
        small.append(frame.array(), frame.start(), frame.length());
        if (frame.isIntact()) {
            small.intact();
        }
        frame.release();
        return small;
    }

    /// Whether [#next] gave nothing because all buffers are in use: the card keeps its frames until some are free.
    boolean isStarved() {
        return starved;
    }

    /// See [NetworkDevice#acknowledgeInterrupt].
    void acknowledgeInterrupt() {
        device.acknowledgeInterrupt();
    }
}
