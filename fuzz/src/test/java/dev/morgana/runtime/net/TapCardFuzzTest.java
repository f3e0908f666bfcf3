package dev.morgana.runtime.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.morgana.net.Card;
import dev.morgana.net.InterfaceConfiguration;
import dev.morgana.net.NetworkInterface;
import dev.morgana.net.tcp.Listener;
import dev.morgana.testkit.RawFrame;
import dev.morgana.virtio.NetworkHeader;
import dev.morgana.wire.Endpoint;
import dev.morgana.wire.Ipv4Address;
import dev.morgana.wire.Ipv4Prefix;
import dev.morgana.wire.MacAddress;
import dev.morgana.wire.PacketBuffer;
import dev.morgana.wire.PacketPool;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/// A TAP interface whose frames, and whose headers about them, are the input's: two octets of length, ten of virtio-net's header, a frame. The frames' own
/// checksums are made right. Nothing is thrown, no buffer is lost, and what is sent fits the interface.
final class TapCardFuzzTest {
    private static final MacAddress MAC = new MacAddress(0x020000000001L);
    private static final Ipv4Address OURS = Ipv4Address.of(10, 0, 0, 1);
    private static final Ipv4Address GATEWAY = Ipv4Address.of(10, 0, 0, 254);
    private static final int MTU = 1500;
    private static final int LARGEST = 65_549;
    private static final int MOST = NetworkHeader.SIZE + LARGEST;

    private final PacketPool usual = new PacketPool(14 + MTU, 64);
    private final PacketPool large = new PacketPool(LARGEST, 8);

    /// The interface's end.
    private record Interface(ByteBuffer octets) implements FrameTransport {
        @Override
        public int read(byte[] to, int offset, int count) {
            if (octets.remaining() < 2) {
                return 0;
            }
            int length = Math.min(octets.getShort() & 0xffff, octets.remaining());
            byte[] all = new byte[length];
            octets.get(all);
            if (length > NetworkHeader.SIZE) {
                byte[] frame = Arrays.copyOfRange(all, NetworkHeader.SIZE, length);
                RawFrame.repairChecksums(frame);
                System.arraycopy(frame, 0, all, NetworkHeader.SIZE, frame.length);
            }
            int fits = Math.min(count, length);
            System.arraycopy(all, 0, to, offset, fits);
            return fits;
        }

        @Override
        public int write(byte[] from, int offset, int count) {
            boolean cut = from[offset + 1] != 0;
            assertTrue(count <= (cut ? MOST : NetworkHeader.SIZE + 14 + MTU), "too long");
            return count;
        }
    }

    @FuzzTest
    void received(byte[] octets) {
        TapCard device = new TapCard(new Interface(ByteBuffer.wrap(octets)), MAC, MTU);
        Card card = new Card(MAC, MTU, frame -> sent(device, frame), large);
        InterfaceConfiguration configuration =
                InterfaceConfiguration.fixed(new Ipv4Prefix(OURS, 24), GATEWAY, List.of());
        SplittableRandom random = new SplittableRandom(1);
        NetworkInterface stack =
                NetworkInterface.over(card, usual, random::nextLong, configuration);
        long now = 1;
        stack.start(now);
        Listener listener = stack.tcp().listen(new Endpoint(Ipv4Address.ANY, 80), 4);
        FrameSource source = new FrameSource(device, usual, large);
        for (PacketBuffer frame = source.next(); frame != null; frame = source.next()) {
            if (frame.length() == 0) {
                frame.release();
            } else {
                stack.input(frame, now);
            }
            now += 1_000_000;
            stack.poll(now);
        }
        listener.close(now);
        for (int i = 0; i < 100; i++) {
            now += 20_000_000_000L;
            stack.poll(now);
        }
        stack.stop(now);
        stack.poll(now);
        assertEquals(0, usual.inUse() + large.inUse(), "buffers leaked");
    }

    private static boolean sent(TapCard device, PacketBuffer frame) {
        boolean taken = device.transmit(frame);
        frame.release();
        return taken;
    }
}
