package dev.morgana.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.BooleanSupplier;

/// One network segment in virtual time: what a port sends arrives at every other port, after what its [Link] does to it. Time jumps
/// from event to event, so that an hour of protocol takes milliseconds, and the same seed gives the same run.
///
/// A simulated machine is a [Node]; the network delivers frames to it and polls it after each delivery and at the deadline that its
/// last poll returned. After every step an optional check runs ([#afterEachStep]), for invariants.
///
/// ```java
/// var network = new SimulatedNetwork(Link.PERFECT.withDelay(MILLISECOND, 0).withLoss(0.1));
/// var client = network.attach(clientNode);   // the node keeps the port and sends through it
/// network.run(network.clock().now() + SECOND);
/// ```
public final class SimulatedNetwork {
    private final VirtualClock clock = new VirtualClock();
    private final Link link;
    private final List<Port> ports = new ArrayList<>();
    private final List<FrameTap> taps = new ArrayList<>();
    private final PriorityQueue<Arrival> arrivals = new PriorityQueue<>();
    private Runnable check = () -> {};
    private long sequence;

    /// A simulated machine.
    public interface Node {
        /// A frame arrives. The array is the receiver's own.
        void input(byte[] frame, long now);

        /// Runs what is due; called after each arrival and at the returned deadline.
        ///
        /// @return the next deadline, or [Long#MAX_VALUE]
        long poll(long now);
    }

    /// Sees every frame at the moment it is sent, before the link does anything to it.
    @FunctionalInterface
    public interface FrameTap {
        /// `frame` is not to be changed or kept.
        void sent(byte[] frame, long now);
    }

    /// A frame on its way.
    private static final class Arrival implements Comparable<Arrival> {
        final long time;
        final long sequence;
        final Port to;
        final byte[] frame;

        Arrival(long time, long sequence, Port to, byte[] frame) {
            this.time = time;
            this.sequence = sequence;
            this.to = to;
            this.frame = frame;
        }

        @Override
        public int compareTo(Arrival other) {
            int byTime = Long.compare(time, other.time);
            return byTime != 0 ? byTime : Long.compare(sequence, other.sequence);
        }
    }

    /// An empty segment at time 0.
    public SimulatedNetwork(Link link) {
        this.link = link;
    }

    /// The time of all nodes.
    public VirtualClock clock() {
        return clock;
    }

    /// Connects a node by a port with the segment's link.
    public Port attach(Node node) {
        return attach(node, link);
    }

    /// Connects a node by a port whose outgoing frames go over a link of their own: for paths that differ by direction.
    public Port attach(Node node, Link outgoing) {
        Port port = new Port(this, node, outgoing, ports.size());
        ports.add(port);
        return port;
    }

    /// Adds a listener, for example a [PcapWriter].
    public void tap(FrameTap tap) {
        taps.add(tap);
    }

    /// Runs `invariants` after every step.
    public void afterEachStep(Runnable invariants) {
        check = invariants;
    }

    /// Frames on their way.
    public int inFlight() {
        return arrivals.size();
    }

    /// Runs until `instant`, where the clock then stands.
    public void run(long instant) {
        runUntil(() -> false, instant);
    }

    /// Runs until `goal` holds after a step, at the latest until `instant`.
    ///
    /// @return whether the goal was reached; if not, the clock stands at `instant`
    public boolean runUntil(BooleanSupplier goal, long instant) {
        pollAll();
        while (!goal.getAsBoolean()) {
            long next = nextEvent();
            if (next > instant) {
                clock.advanceTo(Math.max(instant, clock.now()));
                return false;
            }
            step(Math.max(next, clock.now()));
        }
        return true;
    }

    /// The time of the next arrival or deadline, or [Long#MAX_VALUE].
    public long nextEvent() {
        Arrival first = arrivals.peek();
        long next = first == null ? Long.MAX_VALUE : first.time;
        for (Port port : ports) {
            next = Math.min(next, port.deadline);
        }
        return next;
    }

    private void step(long time) {
        clock.advanceTo(time);
        Arrival first = arrivals.peek();
        if (first != null && first.time <= time) {
            arrivals.remove();
            first.to.deliver(first.frame, time);
        } else {
            for (Port port : ports) {
                port.pollIfDue(time);
            }
        }
        check.run();
    }

    /// Polls every node now: for a test that has just called into one.
    public void pollAll() {
        for (Port port : ports) {
            port.poll(clock.now());
        }
    }

    void carry(Port from, byte[] frame) {
        for (FrameTap tap : taps) {
            tap.sent(frame, clock.now());
        }
        for (Port to : ports) {
            if (to != from) {
                from.transmit(to, frame);
            }
        }
    }

    void arriveAt(long time, Port to, byte[] frame) {
        arrivals.add(new Arrival(time, sequence++, to, frame));
    }
}
