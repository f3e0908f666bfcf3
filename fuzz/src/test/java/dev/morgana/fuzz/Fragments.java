package dev.morgana.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import dev.morgana.net.Card;
import dev.morgana.net.InterfaceConfiguration;
import dev.morgana.net.NetworkInterface;
import dev.morgana.net.udp.Datagram;
import dev.morgana.net.udp.UdpSocket;
import dev.morgana.wire.Bytes;
import dev.morgana.wire.Endpoint;
import dev.morgana.wire.EthernetHeader;
import dev.morgana.wire.Ipv4Address;
import dev.morgana.wire.Ipv4Header;
import dev.morgana.wire.Ipv4Prefix;
import dev.morgana.wire.MacAddress;
import dev.morgana.wire.Octets;
import dev.morgana.wire.PacketBuffer;
import dev.morgana.wire.PacketPool;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.SplittableRandom;

/// Octets read as fragments of four datagrams that reach one stack: in any order, twice, overlapping, with gaps, beyond the largest packet. Whatever a fragment
/// says of its place, its octets are those of that place; so a datagram that is delivered must have each octet where it belongs.
final class Fragments {
    private static final MacAddress MAC = new MacAddress(0x020000000001L);
    private static final MacAddress PEER_MAC = new MacAddress(0x020000000002L);
    private static final Ipv4Address OURS = Ipv4Address.of(10, 0, 0, 1);
    private static final Ipv4Address PEER = Ipv4Address.of(10, 0, 0, 2);
    private static final int PORT = 1000;
    private static final int DATAGRAMS = 4;
    private static final int UDP_HEADER = 8;
    private static final int LARGEST_PART = 1480;

    /// Octets of the input for each fragment.
    private static final int EACH = 6;

    private final ByteBuffer octets;
    private final PacketPool pool = new PacketPool(2048, 128);
    private final NetworkInterface stack;
    private final UdpSocket socket;
    private final int[] lengths = new int[DATAGRAMS];
    private long now = 1;

    Fragments(byte[] octets) {
        this.octets = ByteBuffer.wrap(octets);
        Card card = new Card(MAC, 1500, Fragments::discard);
        InterfaceConfiguration configuration =
                InterfaceConfiguration.fixed(new Ipv4Prefix(OURS, 24), PEER, List.of());
        SplittableRandom random = new SplittableRandom(1);
        stack = NetworkInterface.over(card, pool, random::nextLong, configuration);
        stack.start(now);
        socket = stack.udp().open(new Endpoint(Ipv4Address.ANY, PORT));
    }

    private static boolean discard(PacketBuffer frame) {
        frame.release();
        return true;
    }

    void run() {
        for (int i = 0; i < DATAGRAMS && octets.remaining() >= 2; i++) {
            lengths[i] = Math.max(UDP_HEADER, octets.getShort() & 0xffff);
        }
        while (octets.remaining() >= EACH) {
            int which = octets.get() & 3;
            int offset = octets.getShort() & 0x1fff;
            int length = octets.getShort() % LARGEST_PART;
            int flags = octets.get();
            fragment(which, offset * 8, Math.max(0, length), (flags & 1) != 0);
            now += 1L << ((flags >> 1 & 7) * 5);
            stack.poll(now);
            receive();
        }
        end();
    }

    private void fragment(int which, int offset, int length, boolean more) {
        PacketBuffer frame = pool.take();
        assertNotNull(frame, "buffers leaked");
        byte[] part = new byte[length];
        for (int i = 0; i < length; i++) {
            part[i] = octet(which, offset + i);
        }
        frame.append(part, 0, length);
        int flags = more ? Ipv4Header.MORE_FRAGMENTS : 0;
        new Ipv4Header(0, which, flags, offset / 8, 64, Ipv4Header.UDP, PEER, OURS, Octets.NONE)
                .write(frame);
        new EthernetHeader(MAC, PEER_MAC, EthernetHeader.IPV4).write(frame);
        stack.input(frame, now);
    }

    /// What a datagram has at a place: a UDP header without checksum, whose source port tells which it is, then a pattern.
    private byte octet(int which, int place) {
        int header =
                switch (place / 2) {
                    case 0 -> 1 + which;
                    case 1 -> PORT;
                    case 2 -> lengths[which];
                    case 3 -> 0;
                    default -> (place * 31 + which) << 8 | (place * 17 + which & 255);
                };
        return (byte) (place % 2 == 0 ? header >> 8 : header);
    }

    private void receive() {
        for (Datagram got = socket.receive(); got != null; got = socket.receive()) {
            int which = got.sourcePort() - 1;
            PacketBuffer data = got.payload();
            assertEquals(lengths[which] - UDP_HEADER, data.length());
            for (int i = 0; i < data.length(); i++) {
                int found = Bytes.u8(data.array(), data.start() + i);
                int place = UDP_HEADER + i;
                assertEquals(octet(which, place) & 255, found, () -> "octet " + place);
            }
            got.release();
        }
    }

    private void end() {
        socket.close();
        for (int i = 0; i < 20; i++) {
            now += 20_000_000_000L;
            stack.poll(now);
        }
        assertEquals(0, pool.inUse(), "buffers leaked");
    }
}
