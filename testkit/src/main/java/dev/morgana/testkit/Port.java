package dev.morgana.testkit;

import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;

/// One node's connection to a [SimulatedNetwork].
public final class Port {
    private final SimulatedNetwork network;
    private final SimulatedNetwork.Node node;
    private final Link link;
    private final SplittableRandom random;
    private final Map<Port, Long> lastArrival = new HashMap<>();
    private long lineFree;
    private boolean connected = true;
    private long sent;
    private long dropped;
    long deadline = Long.MAX_VALUE;

    Port(SimulatedNetwork network, SimulatedNetwork.Node node, Link link, int index) {
        this.network = network;
        this.node = node;
        this.link = link;
        // distinct streams for ports that share a link
        this.random = new SplittableRandom(link.seed() * 31 + index);
    }

    /// Sends a copy of `frame` to all other ports.
    public void send(byte[] frame) {
        if (!connected) {
            return;
        }
        sent++;
        long now = network.clock().now();
        long transmission = link.transmission(frame.length);
        long waiting = Math.max(lineFree - now, 0);
        if (waiting > link.transmission(1) * link.queue() && link.queue() != Long.MAX_VALUE) {
            dropped++;
            return;
        }
        lineFree = now + waiting + transmission;
        network.carry(this, frame);
    }

    /// Pulls the cable or puts it back: without it nothing is sent or received.
    public void connected(boolean plugged) {
        connected = plugged;
    }

    /// Frames given to [#send].
    public long sent() {
        return sent;
    }

    /// Frames of this port that the link lost, or that found no room in the queue.
    public long dropped() {
        return dropped;
    }

    void transmit(Port to, byte[] frame) {
        if (random.nextDouble() < link.loss()) {
            dropped++;
            return;
        }
        depart(to, frame);
        if (random.nextDouble() < link.duplicate()) {
            depart(to, frame);
        }
    }

    private void depart(Port to, byte[] frame) {
        byte[] copy = frame.clone();
        if (random.nextDouble() < link.corrupt() && copy.length > 0) {
            int bit = random.nextInt(copy.length * 8);
            copy[bit >> 3] ^= (byte) (1 << (bit & 7));
        }
        long arrival = lineFree + link.delay() + upTo(link.jitter());
        if (random.nextDouble() < link.reorder()) {
            arrival += 1 + upTo(link.delay() + link.jitter());
        } else {
            arrival = Math.max(arrival, lastArrival.getOrDefault(to, 0L));
            lastArrival.put(to, arrival);
        }
        network.arriveAt(arrival, to, copy);
    }

    private long upTo(long bound) {
        return bound == 0 ? 0 : random.nextLong(bound + 1);
    }

    void deliver(byte[] frame, long now) {
        if (connected) {
            node.input(frame, now);
        }
        poll(now);
    }

    void poll(long now) {
        deadline = node.poll(now);
    }

    void pollIfDue(long now) {
        if (deadline <= now) {
            poll(now);
        }
    }
}
