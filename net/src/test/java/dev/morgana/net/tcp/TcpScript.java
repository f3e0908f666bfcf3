package dev.morgana.net.tcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import dev.morgana.net.ip.IpOutput;
import dev.morgana.net.ip.IpService;
import dev.morgana.wire.Bytes;
import dev.morgana.wire.Checksum;
import dev.morgana.wire.Endpoint;
import dev.morgana.wire.Ipv4Address;
import dev.morgana.wire.PacketBuffer;
import dev.morgana.wire.PacketPool;
import dev.morgana.wire.TcpHeader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The bare state machine with a scripted peer, on virtual time. Sequence numbers are relative: ours count from our SYN, the peer's
/// from its own, so that SYN is 0 and the first octet of text is 1.
final class TcpScript implements IpOutput {
    static final int FIN = TcpHeader.FIN;
    static final int SYN = TcpHeader.SYN;
    static final int RST = TcpHeader.RST;
    static final int PSH = TcpHeader.PSH;
    static final int ACK = TcpHeader.ACK;
    static final int URG = TcpHeader.URG;
    static final Endpoint US = new Endpoint(Ipv4Address.of(10, 0, 0, 1), 5000);
    static final Endpoint PEER = new Endpoint(Ipv4Address.of(10, 0, 0, 2), 80);
    static final int MSS = 1000;

    final TcpLayer tcp;
    final PacketPool pool = new PacketPool(2048, 1024);
    final ArrayDeque<Sent> sent = new ArrayDeque<>();
    final int irs = 0x7ffffff0;
    long now;
    int iss;
    int mtu = 1500;
    boolean starved;

    /// Buffers for a card that cuts; null without such a card.
    @Nullable PacketPool large;

    int doubts;
    IpService lastService = IpService.TCP;
    Endpoint peer = PEER;

    /// A segment that the state machine has sent, or `pieces` of them in one.
    record Sent(TcpHeader header, String text, int pieces) {}

    TcpScript() {
        this(TcpParameters.DEFAULT);
    }

    TcpScript(TcpParameters parameters) {
        // Our initial sequence number is 0xfffffff0: every script crosses the wrap (PROTOCOLS 43).
        // The bits of random numbers that would
        // come on top are 0.
        SplittableRandom random = new SplittableRandom(42);
        tcp = new TcpLayer(this, () -> random.nextLong() & ~0x7fff_ff00L, parameters);
        int hash = tcp.initialSequenceNumber(US, PEER, 0);
        now = ((0xfffffff0 - hash) & 0xffff_ffffL) * 4000;
    }

    // --- the peer -------------------------------------------------------------------------

    /// A segment of the peer being made.
    final class Peer {
        private final TcpHeader header = new TcpHeader();
        private byte[] text = {};
        private Endpoint from = peer;
        private Endpoint to = US;
        private boolean damaged;
        private int unit;
        private boolean vouched;

        Peer(int flags, int seq, int ack) {
            header.putFlags(flags);
            header.putNumbers(irs + seq, (flags & ACK) != 0 ? iss + ack : 0);
            header.putWindow(65535);
        }

        Peer window(int octets) {
            header.putWindow(octets);
            return this;
        }

        Peer mss(int octets) {
            header.options().putMaximumSegmentSize(octets);
            return this;
        }

        Peer shift(int bits) {
            header.options().putWindowShift(bits);
            return this;
        }

        Peer timestamps(int value, int echo) {
            header.options().putTimestamps(value, echo);
            return this;
        }

        Peer sackPermitted() {
            header.options().putSackPermitted(true);
            return this;
        }

        /// A block from our number `left` to `right` - 1.
        Peer sack(int left, int right) {
            header.options().addSackBlock(iss + left, iss + right);
            return this;
        }

        Peer urgent(int pointer) {
            header.putUrgentPointer(pointer);
            return this;
        }

        Peer text(String octets) {
            text = octets.getBytes(StandardCharsets.US_ASCII);
            return this;
        }

        Peer text(int count) {
            text = new byte[count];
            return this;
        }

        Peer from(Endpoint other) {
            from = other;
            return this;
        }

        Peer to(Endpoint other) {
            to = other;
            return this;
        }

        Peer damaged() {
            damaged = true;
            return this;
        }

        /// The card has put segments of so many octets together.
        Peer merged(int octets) {
            unit = octets;
            return this;
        }

        /// The card vouches for the checksum.
        Peer vouched() {
            vouched = true;
            return this;
        }

        /// Arrives, without the poll that follows a batch.
        void arriveInBatch() {
            PacketBuffer buffer = unit == 0 ? take() : PacketBuffer.unpooled(60, text.length);
            buffer.segmentSize(unit);
            if (vouched) {
                buffer.intact();
            }
            buffer.append(text, 0, text.length);
            header.putPorts(from.port(), to.port());
            header.write(buffer);
            seal(buffer, from, to);
            if (damaged) {
                buffer.array()[buffer.end() - 1] ^= 1;
            }
            tcp.input(buffer, from.address(), to.address(), now);
        }

        void arrive() {
            arriveInBatch();
            tcp.poll(now);
        }
    }

    Peer peer(int flags, int seq, int ack) {
        return new Peer(flags, seq, ack);
    }

    private PacketBuffer take() {
        PacketBuffer buffer = pool.take();
        assertNotNull(buffer, "packet buffers leaked");
        return buffer;
    }

    static void seal(PacketBuffer buffer, Endpoint from, Endpoint to) {
        long sum =
                Checksum.pseudoHeader(
                        from.address().bits(), to.address().bits(), 6, buffer.length());
        sum = Checksum.add(sum, buffer.array(), buffer.start(), buffer.length());
        Bytes.put16(buffer.array(), buffer.start() + 16, Checksum.finish(sum));
    }

    // --- what is expected of us -----------------------------------------------------------

    /// The next segment sent has these control bits, numbers and octets of text.
    Sent expect(int flags, int seq, int ack, int count) {
        assertFalse(sent.isEmpty(), "nothing was sent");
        Sent next = sent.remove();
        TcpHeader header = next.header();
        assertEquals(flags, header.flags(), header::toString);
        assertEquals(seq, header.sequence() - iss, () -> "SEQ in " + header);
        if ((flags & ACK) != 0) {
            assertEquals(ack, header.acknowledgment() - irs, () -> "ACK in " + header);
        }
        assertEquals(count, next.text().length(), () -> "text of " + header);
        return next;
    }

    void expectNothing() {
        assertEquals(0, sent.size(), () -> "sent " + sent.element().header());
        assertEquals(0, pool.inUse(), "packet buffers leaked");
    }

    /// Lets time pass, timer by timer.
    void pass(long milliseconds) {
        long until = now + TimeUnit.MILLISECONDS.toNanos(milliseconds);
        long next = tcp.poll(now);
        while (next <= until) {
            now = Math.max(next, now);
            next = tcp.poll(now);
        }
        now = until;
    }

    // --- common beginnings ----------------------------------------------------------------

    /// We connect; the peer has not answered.
    TcpConnection connecting() {
        TcpConnection c = tcp.connect(US, peer, now);
        iss = sent.element().header().sequence();
        expect(SYN, 0, 0, 0);
        return c;
    }

    /// We have connected to a peer with segments of [#MSS] octets, without window scaling; the Nagle algorithm is off.
    TcpConnection connected() {
        TcpConnection c = connecting();
        peer(SYN | ACK, 0, 1).mss(MSS).arrive();
        expect(ACK, 1, 1, 0);
        expectNothing();
        assertEquals(TcpState.ESTABLISHED, c.state());
        c.noDelay(true);
        return c;
    }

    /// The same with selective acknowledgments.
    TcpConnection connectedWithSack() {
        TcpConnection c = connecting();
        peer(SYN | ACK, 0, 1).mss(MSS).sackPermitted().arrive();
        expect(ACK, 1, 1, 0);
        expectNothing();
        c.noDelay(true);
        return c;
    }

    /// The same with timestamps: the peer's SYN says `value`.
    TcpConnection connectedWithTimestamps(int value) {
        TcpConnection c = connecting();
        peer(SYN | ACK, 0, 1).mss(MSS).timestamps(value, c.timestamps.value(now)).arrive();
        expect(ACK, 1, 1, 0);
        expectNothing();
        c.noDelay(true);
        return c;
    }

    /// The peer has connected to us.
    TcpConnection accepted() {
        Listener listener = tcp.listen(US, 5);
        peer(SYN, 0, 0).mss(MSS).arrive();
        iss = sent.element().header().sequence();
        expect(SYN | ACK, 0, 1, 0);
        peer(ACK, 1, 1).arrive();
        TcpConnection c = listener.accept();
        assertNotNull(c);
        expectNothing();
        assertEquals(TcpState.ESTABLISHED, c.state());
        return c;
    }

    int write(TcpConnection c, int count) {
        return c.send(new byte[count], 0, count, now);
    }

    /// Reads at most `count` octets; "" if there are none, null at the end.
    @Nullable String read(TcpConnection c, int count) {
        byte[] octets = new byte[count];
        int got = c.receive(octets, 0, count, now);
        return got < 0 ? null : new String(octets, 0, got, StandardCharsets.US_ASCII);
    }

    // --- IP -------------------------------------------------------------------------------

    @Override
    public @Nullable PacketBuffer allocate() {
        return starved ? null : pool.take();
    }

    @Override
    public boolean isOffloaded(Ipv4Address destination) {
        return large != null;
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
            PacketBuffer segment,
            Ipv4Address source,
            Ipv4Address to,
            IpService service,
            long time) {
        assertEquals(now, time);
        lastService = service;
        int pieces = 1;
        if (segment.checksumStart() < 0) {
            long sum = Checksum.pseudoHeader(source.bits(), to.bits(), 6, segment.length());
            sum = Checksum.add(sum, segment.array(), segment.start(), segment.length());
            assertEquals(0, Checksum.finish(sum), "checksum");
        } else {
            pieces = CuttingCard.cut(segment, source.bits(), to.bits()).size();
        }
        TcpHeader header = new TcpHeader();
        header.parse(segment);
        String text = new String(segment.toByteArray(), StandardCharsets.ISO_8859_1);
        sent.add(new Sent(header, text, pieces));
        segment.release();
    }

    @Override
    public boolean isGroup(Ipv4Address address) {
        return address.isMulticast() || address.isBroadcast();
    }

    @Override
    public void doubt(Ipv4Address destination, long time) {
        doubts++;
    }

    @Override
    public int mtu(Ipv4Address destination) {
        return mtu;
    }

    @Override
    public @Nullable Ipv4Address sourceFor(Ipv4Address destination) {
        return destination.equals(Ipv4Address.of(192, 0, 2, 1)) ? null : US.address();
    }
}
