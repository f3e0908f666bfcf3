package dev.morgana.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.morgana.net.tcp.CuttingCard;
import dev.morgana.net.tcp.Listener;
import dev.morgana.net.tcp.TcpConnection;
import dev.morgana.net.tcp.TcpCounters;
import dev.morgana.net.tcp.TcpState;
import dev.morgana.net.udp.UdpSocket;
import dev.morgana.testkit.FrameMutator;
import dev.morgana.testkit.RawFrame;
import dev.morgana.wire.Bytes;
import dev.morgana.wire.Endpoint;
import dev.morgana.wire.EthernetHeader;
import dev.morgana.wire.Icmpv4Message;
import dev.morgana.wire.Ipv4Address;
import dev.morgana.wire.Ipv4Header;
import dev.morgana.wire.MacAddress;
import dev.morgana.wire.PacketBuffer;
import dev.morgana.wire.PacketPool;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/// Two stacks that talk TCP, UDP, DNS, DHCP and ICMP with each other, and between them somebody who adds changed copies of whatever
/// passes, now or long ago. What reaches the first of them may be anything; what must hold: nothing is thrown, buffers come back, memory
/// stays bounded.
///
/// The first may have a card that works on TCP's segments by itself: it cuts what is sent, and vouches for what it likes.
final class Siege {
    /// TCP ports with listeners, UDP port of a socket that answers.
    private static final int PORT = 80;

    /// The MAC addresses, but for the number of the side.
    private static final long MAC = 0x020000000000L;

    private static final int MOST_CONNECTIONS = 8;
    private static final int HISTORY = 512;

    /// What the target remembers at most, half-open connections and TIME-WAIT among it, and octets in its buffers: some four times what
    /// sieges were seen to reach.
    private static final int MOST_RECORDS = 128;

    private static final int MOST_MEMORY = 4 << 20;

    /// Text of a frame that stands for several segments.
    private static final int MOST_MERGED = 20_000;

    private final SplittableRandom random;
    private final FrameMutator mutator;
    private final byte[][] history = new byte[HISTORY][];
    private final Set<TcpState> reached = EnumSet.noneOf(TcpState.class);
    private final Side target;
    private final Side peer;
    private int passed;
    private int frames;
    private long now = 1;

    /// One of the stacks with its user.
    private final class Side {
        final PacketPool pool = new PacketPool(2048, 256);

        /// Of a card that works on segments; null without.
        final @Nullable PacketPool large;

        final ArrayDeque<byte[]> out = new ArrayDeque<>();
        final List<TcpConnection> open = new ArrayList<>();
        final NetworkInterface stack;
        final byte[] octets = new byte[4000];
        final @Nullable NameAndAddressServer servers;
        final int number;
        final Ipv4Address other;
        @Nullable Listener listener;
        UdpSocket socket;

        Side(int number, InterfaceConfiguration configuration, boolean offloads) {
            this.number = number;
            large = offloads ? new PacketPool(65_550, 8) : null;
            MacAddress mac = new MacAddress(MAC | number);
            Card card = new Card(mac, 1500, this::send, large);
            SplittableRandom own = random.split();
            stack = NetworkInterface.over(card, pool, own::nextLong, configuration);
            other = Ipv4Address.of(10, 0, 0, 3 - number);
            stack.start(now);
            socket = stack.udp().open(new Endpoint(Ipv4Address.ANY, 1000));
            servers = number == 2 ? new NameAndAddressServer(stack, other) : null;
            listen();
        }

        private boolean send(PacketBuffer frame) {
            boolean taken = out.size() < 200;
            if (taken && frame.checksumStart() >= 0) {
                cut(frame);
            } else if (taken) {
                out.add(frame.toByteArray());
            }
            frame.release();
            return taken;
        }

        /// Sends the frames that a segment's card makes of it.
        private void cut(PacketBuffer frame) {
            int start = frame.start();
            byte[] headers = new byte[frame.checksumStart() - start];
            System.arraycopy(frame.array(), start, headers, 0, headers.length);
            frame.consume(headers.length);
            int source = Bytes.i32(headers, 26);
            for (byte[] segment : CuttingCard.cut(frame, source, Bytes.i32(headers, 30))) {
                byte[] whole = Arrays.copyOf(headers, headers.length + segment.length);
                System.arraycopy(segment, 0, whole, headers.length, segment.length);
                RawFrame.repairLengths(whole);
                RawFrame.repairChecksums(whole);
                out.add(whole);
            }
        }

        void listen() {
            Endpoint local = new Endpoint(Ipv4Address.ANY, PORT);
            listener = stack.tcp().listen(local, 4);
        }

        void input(byte[] octets) {
            PacketBuffer buffer = pool.take();
            assertTrue(buffer != null, "all buffers are gone");
            buffer.append(octets, 0, octets.length);
            if (large != null && random.nextInt(4) == 0) {
                buffer.intact();
            }
            stack.input(buffer, now);
        }

        /// The same for a frame with more text behind it that stands for several segments, as the card says.
        void inputMerged(byte[] octets) {
            byte[] merged = Arrays.copyOf(octets, octets.length + random.nextInt(MOST_MERGED));
            RawFrame.repairLengths(merged);
            if (random.nextInt(4) > 0) {
                RawFrame.repairChecksums(merged);
            }
            PacketBuffer buffer = large == null ? null : large.take();
            if (buffer != null) {
                buffer.append(merged, 0, merged.length);
                buffer.segmentSize(1 + random.nextInt(random.nextBoolean() ? 1448 : 65_535));
                if (random.nextBoolean()) {
                    buffer.intact();
                }
                stack.input(buffer, now);
            }
        }

        /// The user does something.
        void act() {
            switch (random.nextInt(20)) {
                case 0 -> connect();
                case 1, 2, 3 -> accept();
                case 4 -> socket.send(octets, 0, 9, new Endpoint(other, random.nextInt(1003)), now);
                case 5 -> socket.send(octets, 0, 3000, new Endpoint(other, 1000), now);
                case 6 -> stack.resolver().resolve("name" + random.nextInt(50) + ".test", now);
                case 7 -> reopen();
                case 8 -> echo();
                default -> talk();
            }
            for (var datagram = socket.receive(); datagram != null; datagram = socket.receive()) {
                datagram.release();
            }
            if (servers != null) {
                servers.run(now);
            }
        }

        /// Asks for an echo, which no user of a stack can.
        private void echo() {
            PacketBuffer packet = Bench.room();
            packet.append(octets, 0, random.nextInt(1400));
            Icmpv4Message.prepend(packet, Icmpv4Message.ECHO_REQUEST, 0, random.nextInt());
            int from = Ipv4Address.of(10, 0, 0, number).bits();
            int service = 64 << 8 | Ipv4Header.ICMP;
            Ipv4Header.prepend(packet, service, Ipv4Header.ATOMIC, from, other.bits());
            EthernetHeader.prepend(packet, MAC | (3 - number), MAC | number, EthernetHeader.IPV4);
            out.add(packet.toByteArray());
        }

        private void connect() {
            if (open.size() < MOST_CONNECTIONS) {
                Endpoint any = new Endpoint(Ipv4Address.ANY, 0);
                int port = random.nextInt(8) == 0 ? 9 : PORT;
                open.add(stack.tcp().connect(any, new Endpoint(other, port), now));
            }
        }

        private void accept() {
            TcpConnection accepted = listener == null ? null : listener.accept();
            if (accepted != null) {
                open.add(accepted);
            }
        }

        private void reopen() {
            if (random.nextInt(50) == 0 && listener != null) {
                listener.close(now);
                listen();
            }
        }

        private void talk() {
            if (open.isEmpty()) {
                return;
            }
            TcpConnection c = open.get(random.nextInt(open.size()));
            switch (random.nextInt(24)) {
                case 0 -> c.close(now);
                case 1 -> abort(c);
                case 2, 3, 4 -> c.shutdownOutput(now);
                case 5 -> c.keepAlive(random.nextBoolean());
                case 6 -> c.noDelay(random.nextBoolean());
                case 7 -> c.receiveBufferSize(1 + random.nextInt(100_000));
                case 8, 9, 10, 11 -> c.receive(octets, 0, random.nextInt(octets.length), now);
                default -> c.send(octets, 0, random.nextInt(octets.length), now);
            }
            boolean over = c.state() == TcpState.CLOSED || c.state() == TcpState.TIME_WAIT;
            if (over || (open.size() == MOST_CONNECTIONS && random.nextInt(10) == 0)) {
                c.close(now);
                open.remove(c);
            }
        }

        private void abort(TcpConnection c) {
            if (random.nextInt(4) == 0) {
                c.abort(now);
            }
        }

        void end() {
            for (TcpConnection c : open) {
                c.abort(now);
                c.close(now);
            }
            open.clear();
            if (listener != null) {
                listener.close(now);
            }
            socket.close();
            if (servers != null) {
                servers.close();
            }
        }
    }

    /// The siege of a stack with the configuration [Bench#OURS] or one that asks for its address.
    ///
    /// @param seed decides everything
    /// @param offloads whether the target's card works on segments
    Siege(long seed, InterfaceConfiguration configuration, boolean offloads) {
        random = new SplittableRandom(seed);
        mutator = new FrameMutator(random.split());
        target = new Side(1, configuration, offloads);
        peer = new Side(2, NameAndAddressServer.CONFIGURATION, false);
        target.stack.resolver().servers(List.of(Bench.PEER), now);
    }

    /// Until `count` frames have reached the target.
    ///
    /// @return the states that its connections were in meanwhile
    Set<TcpState> run(int count) {
        while (frames < count) {
            byte[] frame = step();
            if (frame != null) {
                try {
                    if (target.large != null && random.nextInt(8) == 0) {
                        target.inputMerged(frame);
                    } else {
                        target.input(frame);
                    }
                    frames++;
                } catch (RuntimeException | Error failure) {
                    String hex = HexFormat.of().formatHex(frame);
                    throw new AssertionError("frame " + frames + ": " + hex, failure);
                }
            }
            observe();
        }
        end();
        return reached;
    }

    /// How often something has happened in the target.
    long count(Counters.Event event) {
        return target.stack.counters().value(event);
    }

    /// What TCP has counted in the target.
    TcpCounters.Snapshot tcpCounts() {
        return target.stack.tcp().counts();
    }

    /// Does something; a frame for the target, or null.
    private byte @Nullable [] step() {
        switch (random.nextInt(16)) {
            case 0 -> {
                target.act();
                byte[] last = target.out.peekLast();
                // the echo of a SYN is a simultaneous open
                return last == null || random.nextInt(8) > 0 ? null : turned(last);
            }
            case 1 -> peer.act();
            case 2 -> time();
            case 3, 4, 5 -> {
                byte[] frame = target.out.poll();
                if (frame != null) {
                    remember(frame);
                    peer.input(withSource(frame));
                    peer.stack.poll(now);
                }
            }
            case 6, 7, 8, 9 -> {
                byte[] frame = peer.out.poll();
                if (frame != null) {
                    remember(frame);
                }
                if (frame != null && random.nextInt(8) == 0) {
                    // overtaken, or lost when the queue is long
                    frame = peer.out.size() < 100 && peer.out.add(frame) ? peer.out.poll() : null;
                }
                return frame;
            }
            default -> {
                byte[] before = history[random.nextInt(HISTORY)];
                byte[] other = history[random.nextInt(HISTORY)];
                return before == null || other == null
                        ? null
                        : mutator.mutate(turned(before), other);
            }
        }
        return null;
    }

    /// A stack takes nothing from 0.0.0.0, so that DHCP's server here would not hear its client.
    private static byte[] withSource(byte[] frame) {
        boolean none = frame.length >= 34 && frame[12] == 8 && Bytes.i32(frame, 26) == 0;
        if (none && frame[13] == 0) {
            Bytes.put32(frame, 26, Bench.OURS.bits());
            RawFrame.repairChecksums(frame);
        }
        return frame;
    }

    private void remember(byte[] frame) {
        history[passed++ % HISTORY] = frame;
    }

    /// A frame of the target's own is sent back to it, every other time with the addresses exchanged.
    private byte[] turned(byte[] frame) {
        boolean own = frame.length >= 34 && frame[11] == 1;
        if (!own || random.nextInt(4) == 0) {
            return frame;
        }
        byte[] turned = frame.clone();
        exchange(turned, 0, 6, 6);
        if (turned[12] == 8 && turned[13] == 0) {
            exchange(turned, 26, 30, 4);
            if (turned.length >= 38 && random.nextBoolean()) {
                exchange(turned, 34, 36, 2);
            }
        }
        return turned;
    }

    private static void exchange(byte[] octets, int one, int other, int count) {
        for (int i = 0; i < count; i++) {
            byte kept = octets[one + i];
            octets[one + i] = octets[other + i];
            octets[other + i] = kept;
        }
    }

    private void time() {
        now += 1L << random.nextInt(random.nextInt(20) == 0 ? 36 : 25);
        target.stack.poll(now);
        peer.stack.poll(now);
    }

    /// What must hold at any time.
    private void observe() {
        for (TcpConnection c : target.open) {
            reached.add(c.state());
        }
        if (frames % 64 == 0) {
            target.stack.poll(now);
        }
        if (frames % 1000 == 0) {
            TcpCounters.Snapshot tcp = target.stack.tcp().counts();
            assertTrue(tcp.connections() <= MOST_RECORDS, tcp::toString);
            assertTrue(tcp.memory() <= MOST_MEMORY, tcp::toString);
        }
    }

    /// Everybody goes, and all timers run out: nothing may be left.
    private void end() {
        target.end();
        peer.end();
        for (int i = 0; i < 200; i++) {
            now += 10_000_000_000L;
            target.stack.poll(now);
            target.out.clear();
            peer.stack.poll(now);
            peer.out.clear();
        }
        assertNothingLeft(target);
        assertNothingLeft(peer);
    }

    private void assertNothingLeft(Side side) {
        side.stack.stop(now);
        side.stack.poll(now);
        assertEquals(0, side.stack.tcp().counts().connections());
        assertEquals(0, side.stack.tcp().counts().memory());
        assertEquals(0, side.pool.inUse(), "buffers leaked");
        assertTrue(side.large == null || side.large.inUse() == 0, "large buffers leaked");
    }
}
