package dev.morgana.net.tcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.morgana.net.ip.IpOutput;
import dev.morgana.net.ip.IpService;
import dev.morgana.testkit.Port;
import dev.morgana.testkit.SimulatedNetwork;
import dev.morgana.wire.Bytes;
import dev.morgana.wire.Endpoint;
import dev.morgana.wire.Ipv4Address;
import dev.morgana.wire.PacketBuffer;
import dev.morgana.wire.PacketPool;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/// A machine with nothing but TCP: its frames are source address, destination address, segment.
final class TcpHost implements IpOutput, SimulatedNetwork.Node {
    static final int MTU = 1500;

    final TcpLayer tcp;
    final Ipv4Address address;
    final PacketPool pool = new PacketPool(MTU + 8, 4096);
    final List<TcpConnection> watched = new ArrayList<>();
    final ArrayDeque<byte[]> loopback = new ArrayDeque<>();
    int mtu = MTU;
    int largestBuffer;
    boolean starved;

    /// Buffers for a card that cuts; null without such a card.
    @Nullable PacketPool large;

    private @Nullable Port port;

    TcpHost(Ipv4Address address, long seed, TcpParameters parameters) {
        this.address = address;
        this.largestBuffer = parameters.receiveBuffer();
        this.tcp = new TcpLayer(this, new SplittableRandom(seed)::nextLong, parameters);
    }

    void attach(SimulatedNetwork network) {
        port = network.attach(this);
    }

    Endpoint at(int number) {
        return new Endpoint(address, number);
    }

    TcpConnection watch(TcpConnection connection) {
        watched.add(connection);
        return connection;
    }

    @Override
    public @Nullable PacketBuffer allocate() {
        return starved ? null : pool.take();
    }

    @Override
    public boolean isOffloaded(Ipv4Address destination) {
        return large != null && !destination.equals(address);
    }

    @Override
    public boolean hasLarge() {
        return large != null && large.hasFree();
    }

    @Override
    public @Nullable PacketBuffer allocateLarge() {
        return large == null ? null : large.take();
    }

    @Override
    public void send(
            PacketBuffer segment, Ipv4Address source, Ipv4Address to, IpService service, long now) {
        assertEquals(6, service.protocol());
        List<byte[]> cut =
                segment.checksumStart() < 0
                        ? List.of(segment.toByteArray())
                        : CuttingCard.cut(segment, source.bits(), to.bits());
        segment.release();
        cut.forEach(octets -> send(octets, source, to));
    }

    private void send(byte[] segment, Ipv4Address source, Ipv4Address to) {
        assertTrue(segment.length <= mtu - 20, "segment larger than the path takes");
        byte[] frame = new byte[8 + segment.length];
        Bytes.put32(frame, 0, source.bits());
        Bytes.put32(frame, 4, to.bits());
        System.arraycopy(segment, 0, frame, 8, segment.length);
        if (to.equals(address)) {
            loopback.add(frame);
        } else if (port != null) {
            port.send(frame);
        }
    }

    @Override
    public boolean isGroup(Ipv4Address address) {
        return address.isMulticast() || address.isBroadcast();
    }

    @Override
    public void doubt(Ipv4Address destination, long now) {}

    @Override
    public int mtu(Ipv4Address destination) {
        return mtu;
    }

    @Override
    public Ipv4Address sourceFor(Ipv4Address destination) {
        return address;
    }

    @Override
    public void input(byte[] frame, long now) {
        Ipv4Address to = new Ipv4Address(Bytes.i32(frame, 4));
        PacketBuffer buffer = pool.take();
        if (buffer == null) {
            return;
        }
        if (!to.equals(address)) {
            buffer.release();
            return;
        }
        buffer.append(frame, 8, frame.length - 8);
        tcp.input(buffer, new Ipv4Address(Bytes.i32(frame, 0)), to, now);
    }

    @Override
    public long poll(long now) {
        long next = tcp.poll(now);
        while (!loopback.isEmpty()) {
            for (int waiting = loopback.size(); waiting > 0; waiting--) {
                input(loopback.remove(), now);
            }
            next = tcp.poll(now);
        }
        return next;
    }

    /// What must hold between any two steps.
    void checkInvariants() {
        assertEquals(0, pool.inUse(), "packet buffers leaked");
        for (TcpConnection c : watched) {
            checkSending(c);
            checkReceiving(c);
        }
    }

    private static void checkSending(TcpConnection c) {
        SendSequenceSpace snd = c.snd;
        assertTrue(SequenceNumber.notAfter(snd.una(), snd.position()), "una > position");
        assertTrue(SequenceNumber.notAfter(snd.position(), snd.nxt()), "position > nxt");
        if (c.state().transmits()) {
            int most = c.sendBuffer.length() + (c.finQueued() ? 1 : 0);
            assertTrue(snd.nxt() - snd.una() <= most, "sent what is not there");
        }
        if (c.recovery.isOn() && c.state().transmits()) {
            int pipe = c.inFlight();
            int most = 2 * (snd.nxt() - snd.una());
            assertTrue(pipe >= 0 && pipe <= most, () -> "pipe " + pipe + " of " + most);
        }
        boolean timed =
                c.retransmission.deadline() != SocketPair.NEVER
                        || c.persist.deadline() != SocketPair.NEVER
                        || c.timers.output() != SocketPair.NEVER;
        boolean waits = snd.flight() > 0 && c.state() != TcpState.CLOSED;
        assertTrue(timed || !waits || c.state() == TcpState.TIME_WAIT, "in flight, no timer");
    }

    private void checkReceiving(TcpConnection c) {
        SequenceRanges queue = c.reassembly.ranges();
        int before = c.rcv.nxt();
        for (int i = 0; i < queue.count(); i++) {
            assertTrue(SequenceNumber.before(before, queue.left(i)), "range too early");
            assertTrue(SequenceNumber.before(queue.left(i), queue.right(i)), "range empty");
            before = queue.right(i);
        }
        boolean inside = SequenceNumber.notAfter(before, c.rcv.edge());
        assertTrue(inside, "range beyond the window");
        int promised = c.available() + c.rcv.window();
        assertTrue(promised <= largestBuffer, "window larger than the buffer");
    }
}
