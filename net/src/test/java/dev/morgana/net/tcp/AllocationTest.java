package dev.morgana.net.tcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.morgana.net.ip.IpOutput;
import dev.morgana.net.ip.IpService;
import dev.morgana.testkit.AllocationMeter;
import dev.morgana.wire.Endpoint;
import dev.morgana.wire.Ipv4Address;
import dev.morgana.wire.PacketBuffer;
import dev.morgana.wire.PacketPool;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// The budget of allocated bytes per segment is 0.
final class AllocationTest {
    private static final PacketPool POOL = new PacketPool(1500, 1024);

    /// One end; what it sends waits for the other.
    private static final class End implements IpOutput {
        final Ipv4Address address;
        final TcpLayer tcp;
        final ArrayDeque<PacketBuffer> sent = new ArrayDeque<>(1024);
        int loseEach = Integer.MAX_VALUE;
        int untilLoss = Integer.MAX_VALUE;

        End(int number) {
            address = Ipv4Address.of(10, 0, 0, number);
            tcp = new TcpLayer(this, () -> 0x1234567890abcdefL * number, TcpParameters.DEFAULT);
        }

        void deliver(End other, long now) {
            PacketBuffer segment = sent.poll();
            while (segment != null) {
                other.tcp.input(segment, address, other.address, now);
                segment = sent.poll();
            }
            other.tcp.poll(now);
        }

        @Override
        public @Nullable PacketBuffer allocate() {
            return POOL.take();
        }

        @Override
        public void send(
                PacketBuffer segment,
                Ipv4Address from,
                Ipv4Address to,
                IpService service,
                long now) {
            if (segment.length() > 500 && --untilLoss == 0) {
                untilLoss = loseEach;
                segment.release();
            } else {
                sent.add(segment);
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
            return 1500;
        }

        @Override
        public Ipv4Address sourceFor(Ipv4Address destination) {
            return address;
        }
    }

    @Test
    @DisplayName("Bulk transfer, its acknowledgments and the user's calls allocate nothing")
    void bulkTransfer() {
        check(Integer.MAX_VALUE, 20_000_000);
    }

    @Test
    @DisplayName(
            "PROTOCOLS 39: reports of missing segments and their recovery allocate nothing either")
    void recovery() {
        check(37, 3_000_000);
    }

    private static void check(int loseEach, long least) {
        End one = new End(1);
        one.loseEach = loseEach;
        one.untilLoss = loseEach;
        End other = new End(2);
        Listener listener = other.tcp.listen(new Endpoint(other.address, 80), 1);
        TcpConnection out =
                one.tcp.connect(new Endpoint(one.address, 0), new Endpoint(other.address, 80), 0);
        one.deliver(other, 0);
        other.deliver(one, 0);
        one.deliver(other, 0);
        TcpConnection in = listener.accept();
        assertNotNull(in);
        byte[] octets = new byte[32 << 10];
        AllocationMeter meter = new AllocationMeter();
        long received = transfer(one, other, out, in, octets, null, 1_000_000);
        received += transfer(one, other, out, in, octets, meter, 2_000_000_000);
        assertTrue(received > least, "only " + received);
        assertEquals(0, meter.bytes());
        long repeated = one.tcp.counts().retransmitted();
        assertEquals(loseEach < Integer.MAX_VALUE, repeated > 20, "repeated " + repeated);
        while (!one.sent.isEmpty() || !other.sent.isEmpty()) {
            one.deliver(other, 9_000_000_000L);
            other.deliver(one, 9_000_000_000L);
        }
        assertEquals(0, POOL.inUse());
    }

    private static long transfer(
            End one,
            End other,
            TcpConnection out,
            TcpConnection in,
            byte[] octets,
            @Nullable AllocationMeter meter,
            long since) {
        long received = 0;
        long now = since;
        for (int round = 0; round < 1000; round++) {
            now += 1_000_000;
            if (meter != null) {
                meter.start();
            }
            out.send(octets, 0, octets.length, now);
            one.deliver(other, now);
            received += Math.max(0, in.receive(octets, 0, octets.length, now));
            other.deliver(one, now);
            if (meter != null) {
                meter.stop();
            }
        }
        return received;
    }
}
