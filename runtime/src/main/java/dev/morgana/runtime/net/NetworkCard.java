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
    /// Frames that go to a TAP interface together. Each one wakes the program behind the interface, if that sleeps, and more of them at a time would have it wait for the last.
    private static final int TOGETHER = 4;

    private final NetworkDevice device;
    private final LoopSleep sleep;
    private final TransmitQueue queue;

    /// A card whose interrupt ends `sleep`.
    public NetworkCard(NetworkDevice device, LoopSleep sleep) {
        this(device, sleep, 1);
    }

    private NetworkCard(NetworkDevice device, LoopSleep sleep, int together) {
        this.device = device;
        this.sleep = sleep;
        this.queue = new TransmitQueue(device, together);
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
        LoopSleep sleep = sleep(new InterruptLine(found.line()));
        return found.stream()
                ? new NetworkCard(new StreamCard(transport, found.address(), found.mtu()), sleep)
                : new NetworkCard(
                        new TapCard(transport, found.address(), found.mtu()), sleep, TOGETHER);
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

    /// Tells the card of what was sent since the last call, or keeps it back for more.
    ///
    /// @return whether it is kept back until the loop turns
    boolean flush() {
        return queue.flush();
    }

    /// Whether [#flush] may keep frames back.
    boolean keepsBack() {
        return queue.keepsBack();
    }

    /// The loop turns, or will not turn again: the next [#flush] keeps nothing back.
    void due() {
        queue.due();
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
