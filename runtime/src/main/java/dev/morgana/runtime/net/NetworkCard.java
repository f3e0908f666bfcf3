package dev.morgana.runtime.net;

import dev.morgana.device.NetworkDevice;
import dev.morgana.runtime.boot.Described;
import dev.morgana.runtime.machine.InterruptLine;
import dev.morgana.runtime.machine.MachineCard;
import dev.morgana.runtime.machine.MachineDevice;
import dev.morgana.virtio.VirtioNetwork;
import dev.morgana.wire.PacketBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A card, and how to sleep until it interrupts. All calls but [#sleep]'s happen inside the stack.
public final class NetworkCard {
    private final NetworkDevice device;
    private final LoopSleep sleep;
    private final TransmitQueue queue;

    /// A card whose interrupt ends `sleep`.
    public NetworkCard(NetworkDevice device, LoopSleep sleep) {
        this.device = device;
        this.sleep = sleep;
        this.queue = new TransmitQueue(device);
    }

    /// The machine's cards, in the order of its description, as far as it has them.
    static NetworkCard[] all() {
        List<NetworkCard> cards = new ArrayList<>();
        for (int i = 0; i < Described.MACHINE.cards().size(); i++) {
            NetworkCard card = find(i);
            if (card == null) {
                break;
            }
            cards.add(card);
        }
        return cards.toArray(new NetworkCard[0]);
    }

    /// One of the machine's network cards, or null.
    ///
    /// @param index which, from 0; a process has one
    static @Nullable NetworkCard find(int index) {
        MachineDevice found = MachineDevice.find(VirtioNetwork.DEVICE_ID, index);
        if (found == null) {
            return index == 0 ? ofProcess(MachineCard.find()) : null;
        }
        LoopSleep sleep = sleep(new InterruptLine(found.line()));
        return new NetworkCard(new VirtioNetwork(found.transport(), MachineDevice.DMA), sleep);
    }

    private static @Nullable NetworkCard ofProcess(@Nullable MachineCard found) {
        if (found == null) {
            return null;
        }
        FrameTransport transport = new Descriptor();
        NetworkDevice device =
                found.stream()
                        ? new StreamCard(transport, found.address(), found.mtu())
                        : new TapCard(transport, found.address(), found.mtu());
        return new NetworkCard(device, sleep(new InterruptLine(found.line())));
    }

    /// The machine's one card.
    private static final class Descriptor implements FrameTransport {
        @Override
        public int read(byte[] to, int offset, int count) {
            return MachineCard.read(to, offset, count);
        }

        @Override
        public int write(byte[] from, int offset, int count) {
            return MachineCard.write(from, offset, count);
        }
    }

    NetworkDevice device() {
        return device;
    }

    /// Sends a frame, or drops it when the card is full.
    boolean send(PacketBuffer frame) {
        return queue.send(frame);
    }

    /// Tells the card of what was sent since the last call.
    void flush() {
        queue.flush();
    }

    /// Sleeping until the card interrupts.
    LoopSleep sleep() {
        return sleep;
    }

    private static LoopSleep sleep(InterruptLine line) {
        return new LoopSleep() {
            @Override
            public boolean await(long timeout) {
                return line.await(timeout);
            }

            @Override
            public void wake() {
                line.wake();
            }
        };
    }
}
