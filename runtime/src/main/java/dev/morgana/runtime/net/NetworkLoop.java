package dev.morgana.runtime.net;

import dev.morgana.net.NetworkInterface;
import dev.morgana.sockets.Stack;
import dev.morgana.wire.PacketBuffer;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// The thread that drives the network: frames up, timers, sleep. With several cards there is one for each, which takes its frames; timers are seen to by whichever turns
/// next. It allocates nothing itself, and those whom it calls put off what they have no memory for: it goes on when the heap is full.
final class NetworkLoop implements Runnable {
    /// Frames per turn: between turns other threads get the lock.
    private static final int BATCH = 64;

    /// How soon to look again when all buffers are in use: whoever frees one does not ring.
    private static final long STARVED_SLEEP = 1_000_000;

    private final Stack stack;
    private final NetworkInterface protocols;
    private final int number;
    private final @Nullable NetworkCard card;
    private final @Nullable FrameSource frames;
    private final LoopSleep sleep;
    private final Runnable work = this::receive;
    private boolean interrupted;
    private boolean more;

    /// The loop of a machine without card.
    NetworkLoop(Stack stack, NetworkInterface protocols, LoopSleep sleep) {
        this(stack, protocols, 0, null, null, sleep);
    }

    /// The loop of a card.
    ///
    /// @param number the card's, from 0
    NetworkLoop(
            Stack stack,
            NetworkInterface protocols,
            int number,
            NetworkCard card,
            FrameSource frames) {
        this(stack, protocols, number, card, frames, card.sleep());
    }

    private NetworkLoop(
            Stack stack,
            NetworkInterface protocols,
            int number,
            @Nullable NetworkCard card,
            @Nullable FrameSource frames,
            LoopSleep sleep) {
        this.stack = stack;
        this.protocols = protocols;
        this.number = number;
        this.card = card;
        this.frames = frames;
        this.sleep = sleep;
    }

    void start() {
        Thread.ofPlatform().daemon().name("network").start(this);
    }

    @Override
    public void run() {
        // What a thread parks on is made when it first does, and the JDK lets one park that finds
        // no memory to schedule a virtual thread.
        LockSupport.parkNanos(1);
        for (; ; ) {
            long deadline = stack.turn(work);
            boolean starved = frames != null && frames.isStarved();
            long patience = starved ? STARVED_SLEEP : Long.MAX_VALUE;
            interrupted = sleep.await(more ? 0 : Math.min(patience, timeout(deadline)));
        }
    }

    private long timeout(long deadline) {
        return deadline == Long.MAX_VALUE ? deadline : Math.max(0, deadline - stack.now());
    }

    private void receive() {
        more = false;
        FrameSource source = frames;
        if (card == null || source == null) {
            return;
        }
        card.due();
        if (interrupted) {
            source.acknowledgeInterrupt();
        }
        long now = stack.now();
        for (int i = 0; i < BATCH; i++) {
            PacketBuffer frame = source.next();
            if (frame == null) {
                return;
            }
            if (frame.length() == 0) {
                frame.release();
            } else {
                protocols.input(number, frame, now);
            }
        }
        more = true;
    }
}
