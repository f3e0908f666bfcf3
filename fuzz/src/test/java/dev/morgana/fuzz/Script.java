package dev.morgana.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import dev.morgana.net.Card;
import dev.morgana.net.InterfaceConfiguration;
import dev.morgana.net.NetworkInterface;
import dev.morgana.net.tcp.Listener;
import dev.morgana.net.tcp.TcpConnection;
import dev.morgana.net.udp.Datagram;
import dev.morgana.net.udp.UdpSocket;
import dev.morgana.testkit.RawFrame;
import dev.morgana.wire.Bytes;
import dev.morgana.wire.Endpoint;
import dev.morgana.wire.EthernetHeader;
import dev.morgana.wire.Ipv4Address;
import dev.morgana.wire.Ipv4Header;
import dev.morgana.wire.Ipv4Prefix;
import dev.morgana.wire.MacAddress;
import dev.morgana.wire.PacketBuffer;
import dev.morgana.wire.PacketPool;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// Octets read as the story of one stack: frames that arrive, segments that refer to what its connections expect, calls of its user, time that
/// passes. The same octets always tell the same story.
final class Script {
    private static final MacAddress MAC = new MacAddress(0x020000000001L);
    private static final MacAddress PEER_MAC = new MacAddress(0x020000000002L);
    private static final Ipv4Address OURS = Ipv4Address.of(10, 0, 0, 1);
    private static final Ipv4Address PEER = Ipv4Address.of(10, 0, 0, 2);
    private static final int PORT = 80;
    private static final int MOST_CONNECTIONS = 4;
    private static final int LARGEST_FRAME = 1514;

    private final byte[] octets;
    private int at;
    private final PacketPool pool = new PacketPool(2048, 128);
    private final NetworkInterface stack;
    private final UdpSocket socket;
    private final Listener listener;
    private final List<TcpConnection> open = new ArrayList<>();
    private final byte[] data = new byte[4096];

    /// The number and acknowledgment of the last segment that we sent, for each port of the peer.
    private final long[] lastSent = new long[65536];

    private long now = 1;

    Script(byte[] octets) {
        this.octets = octets;
        SplittableRandom random = new SplittableRandom(1);
        boolean fixed = (next() & 3) != 0;
        InterfaceConfiguration configuration =
                fixed
                        ? InterfaceConfiguration.fixed(
                                new Ipv4Prefix(OURS, 24), PEER, List.of(PEER))
                        : InterfaceConfiguration.DYNAMIC;
        Card card = new Card(MAC, 1500, this::sent);
        stack = NetworkInterface.over(card, pool, random::nextLong, configuration);
        stack.start(now);
        socket = stack.udp().open(new Endpoint(Ipv4Address.ANY, 1000));
        listener = stack.tcp().listen(new Endpoint(Ipv4Address.ANY, PORT), 4);
    }

    /// A frame with right checksums, of the kind that `octets` has behind the Ethernet header.
    static void oneFrame(byte[] octets) {
        Script script = new Script(new byte[] {1});
        byte[] frame = octets.length > LARGEST_FRAME ? new byte[0] : octets.clone();
        RawFrame.repairChecksums(frame);
        script.frame(frame);
        script.end();
    }

    void run() {
        while (at < octets.length) {
            switch (next() % 8) {
                case 0 -> frame(chunk(next16() % LARGEST_FRAME));
                case 1 -> repaired();
                case 2, 3 -> segment();
                case 4, 5 -> user();
                case 6 -> now += 1L << next() % 38;
                default -> stack.poll(now);
            }
        }
        end();
    }

    private boolean sent(PacketBuffer frame) {
        byte[] array = frame.array();
        int ip = frame.start() + EthernetHeader.SIZE;
        if (frame.length() >= 54 && array[ip] == 0x45 && array[ip + 9] == Ipv4Header.TCP) {
            int tcp = ip + Ipv4Header.SIZE;
            int seq = Bytes.i32(array, tcp + 4);
            int ack = Bytes.i32(array, tcp + 8);
            lastSent[Bytes.u16(array, tcp + 2)] = (long) seq << 32 | (ack & 0xffff_ffffL);
        }
        frame.release();
        return true;
    }

    private int next() {
        return at < octets.length ? octets[at++] & 255 : 0;
    }

    private int next16() {
        return next() << 8 | next();
    }

    private byte[] chunk(int wanted) {
        int count = Math.min(wanted, octets.length - at);
        byte[] chunk = new byte[count];
        System.arraycopy(octets, at, chunk, 0, count);
        at += count;
        return chunk;
    }

    private void frame(byte[] frame) {
        PacketBuffer buffer = pool.take();
        assertNotNull(buffer, "buffers leaked");
        buffer.append(frame, 0, frame.length);
        stack.input(buffer, now);
    }

    private void repaired() {
        byte[] frame = chunk(next16() % LARGEST_FRAME);
        RawFrame.repairLengths(frame);
        RawFrame.repairChecksums(frame);
        frame(frame);
    }

    /// A segment from the peer, near what its connection, or the last answer to its port, expects.
    private void segment() {
        int which = next();
        int local = PORT;
        int remote = 1 + (which & 3);
        if (which >= 128 && !open.isEmpty()) {
            TcpConnection c = open.get(which % open.size());
            local = c.local().port();
            remote = c.remote().port();
        }
        int flags = next() & 63;
        int seq = (int) lastSent[remote] + (short) next16();
        int ack = (int) (lastSent[remote] >>> 32) + (short) next16();
        int window = next16();
        int urgent = next();
        byte[] options = chunk(4 * (next() % 11));
        byte[] text = chunk(next16() % 1400);
        PacketBuffer packet = PacketBuffer.unpooled(100, 1600);
        packet.append(text, 0, text.length);
        int padded = (options.length + 3) / 4 * 4;
        int start = packet.prepend(20 + padded);
        byte[] array = packet.array();
        Bytes.put32(array, start, remote << 16 | local);
        Bytes.put32(array, start + 4, seq);
        Bytes.put32(array, start + 8, ack);
        Bytes.put16(array, start + 12, (5 + padded / 4) << 12 | flags);
        Bytes.put16(array, start + 14, window);
        Bytes.put32(array, start + 16, urgent);
        System.arraycopy(options, 0, array, start + 20, options.length);
        Ipv4Header.atomic(64, Ipv4Header.TCP, PEER, OURS).write(packet);
        new EthernetHeader(MAC, PEER_MAC, EthernetHeader.IPV4).write(packet);
        byte[] frame = packet.toByteArray();
        RawFrame.repairChecksums(frame);
        frame(frame);
    }

    private void user() {
        int what = next();
        TcpConnection accepted = listener.accept();
        if (accepted != null) {
            open.add(accepted);
        }
        switch (what % 4) {
            case 0 -> socket.send(data, 0, next16() % 4000, new Endpoint(PEER, next16()), now);
            case 1 -> stack.resolver().resolve("name" + next() % 3 + ".test", now);
            case 2 -> connect();
            default -> stream();
        }
        for (Datagram got = socket.receive(); got != null; got = socket.receive()) {
            got.release();
        }
    }

    private void connect() {
        if (open.size() < MOST_CONNECTIONS) {
            Endpoint any = new Endpoint(Ipv4Address.ANY, 0);
            open.add(stack.tcp().connect(any, new Endpoint(PEER, 1 + next() % 4), now));
        }
    }

    private void stream() {
        if (open.isEmpty()) {
            return;
        }
        TcpConnection c = open.get(next() % open.size());
        int count = next16() % data.length;
        switch (next() % 10) {
            case 0 -> {
                c.close(now);
                open.remove(c);
            }
            case 1 -> {
                c.abort(now);
                open.remove(c);
            }
            case 2 -> c.shutdownOutput(now);
            case 3 -> c.shutdownInput();
            case 4 -> c.receiveBufferSize(count);
            case 5 -> c.keepAlive((count & 1) != 0);
            case 6 -> c.noDelay((count & 1) != 0);
            case 7 -> c.receive(data, 0, count, now);
            default -> c.send(data, 0, count, now);
        }
    }

    /// The user goes, and all timers run out.
    private void end() {
        for (TcpConnection c : open) {
            c.abort(now);
        }
        listener.close(now);
        socket.close();
        for (int i = 0; i < 100; i++) {
            now += 20_000_000_000L;
            stack.poll(now);
        }
        stack.stop(now);
        stack.poll(now);
        assertEquals(0, stack.tcp().counts().connections());
        assertEquals(0, stack.tcp().counts().memory());
        assertEquals(0, pool.inUse(), "buffers leaked");
    }
}
