package dev.morgana.virtio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.morgana.testkit.AllocationMeter;
import dev.morgana.wire.PacketBuffer;
import java.util.Arrays;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VirtioNetworkTest {
    private final PacketBuffer buffer = PacketBuffer.unpooled(160, 9100);

    private static byte[] frame(int length, int seed) {
        byte[] frame = new byte[length];
        new Random(seed).nextBytes(frame);
        return frame;
    }

    private static String refusal(FakeCard card) {
        return String.valueOf(assertThrows(VirtioException.class, card::driver).getMessage());
    }

    private static int transmitAll(VirtioNetwork driver, int frames) {
        PacketBuffer frame = PacketBuffer.copyOf(frame(60, 1));
        int taken = 0;
        while (taken < frames && driver.transmit(frame)) {
            taken++;
        }
        return taken;
    }

    @Test
    void readsItsConfiguration() {
        var card = new FakeCard(FakeCard.USUAL | FakeCard.MTU | 1, 256, 256);
        card.device.configuration[10] = (byte) 0x28;
        card.device.configuration[11] = 0x23;
        VirtioNetwork driver = card.driver();
        assertEquals("52:54:00:12:34:56", driver.address().toString());
        assertEquals(9000, driver.mtu());
        assertTrue(driver.linkUp());
        assertEquals(FakeCard.USUAL | FakeCard.MTU, card.device.accepted, "offloads: all or none");
        assertTrue(card.device.queues[0].waiting() >= 64, "buffers at start");
    }

    @Test
    void readsTheAddressAgainWhenItChangesMeanwhile() {
        var card = new FakeCard(FakeCard.USUAL, 8, 8);
        int[] reads = {0};
        card.device.onConfigurationRead =
                () -> {
                    if (++reads[0] == 4) {
                        card.device.configuration[0] = 2;
                        card.device.generation++;
                    }
                };
        assertEquals("02:54:00:12:34:56", card.driver().address().toString());
    }

    @Test
    void refusesAConfigurationThatMakesNoSense() {
        var flipping = new FakeCard(FakeCard.USUAL, 8, 8);
        flipping.device.onConfigurationRead = () -> flipping.device.generation++;
        assertTrue(refusal(flipping).endsWith("its configuration does not settle"));
        var group = new FakeCard(FakeCard.USUAL, 8, 8);
        group.device.configuration[0] = 1;
        assertTrue(refusal(group).endsWith("its MAC address is 01:54:00:12:34:56"));
        assertTrue(refusal(new FakeCard(FakeDevice.VERSION_1, 8, 8)).endsWith("no MAC address"));
        assertTrue(refusal(new FakeCard(FakeCard.USUAL | FakeCard.MTU, 8, 8)).endsWith("MTU is 0"));
    }

    @Test
    void boundsItsMemoryWhateverTheMtu() {
        var card = new FakeCard(FakeCard.USUAL | FakeCard.MTU, 32768, 32768);
        card.device.configuration[10] = -1;
        card.device.configuration[11] = -1;
        assertEquals(9000, card.driver().mtu());
        assertTrue(card.memory.allocated() < 600_000, card.memory.allocated() + " bytes");
    }

    @ParameterizedTest
    @ValueSource(longs = {FakeCard.USUAL, FakeCard.USUAL | FakeDevice.EVENT_IDX})
    void receivesFramesOfAllLengths(long features) {
        var card = new FakeCard(features, 16, 16);
        VirtioNetwork driver = card.driver();
        for (int length = 1; length < 9000; length += 37) {
            byte[] frame = frame(length, length);
            assertTrue(card.deliver(frame));
            assertTrue(driver.acknowledgeInterrupt(), "interrupt for length " + length);
            assertTrue(driver.receive(buffer));
            assertArrayEquals(frame, buffer.toByteArray());
            assertFalse(driver.receive(buffer));
            assertFalse(driver.acknowledgeInterrupt());
        }
        assertNull(driver.failure());
        assertEquals(244, driver.snapshot().receivedFrames());
    }

    @Test
    void putsTogetherAFrameWhoseBuffersArriveOneByOne() {
        var card = new FakeCard(FakeCard.USUAL, 16, 16);
        VirtioNetwork driver = card.driver();
        FakeQueue queue = card.device.queues[0];
        byte[] first = frame(2048, 1);
        first[10] = 2;
        first[11] = 0;
        int head = queue.pop();
        queue.fill(head, first);
        queue.use(head, 2048);
        assertFalse(driver.receive(buffer));
        head = queue.pop();
        queue.fill(head, new byte[] {1, 2, 3});
        queue.use(head, 3);
        assertTrue(card.device.interrupt(0), "interrupt for the rest");
        assertTrue(driver.receive(buffer));
        assertEquals(2048 - 12 + 3, buffer.length());
        assertEquals(3, buffer.array()[buffer.end() - 1]);
    }

    @Test
    void dropsAndCountsFramesThatDoNotFit() {
        var card = new FakeCard(FakeCard.USUAL, 16, 16);
        VirtioNetwork driver = card.driver();
        PacketBuffer small = PacketBuffer.unpooled(20, 1514);
        assertTrue(card.deliver(new byte[1515]));
        assertTrue(card.deliver(new byte[0]));
        assertTrue(card.deliver(new byte[1514]));
        assertTrue(driver.receive(small));
        assertEquals(0, small.length());
        assertTrue(driver.receive(small));
        assertEquals(0, small.length());
        assertTrue(driver.receive(small));
        assertEquals(1514, small.length());
        assertEquals(2, driver.snapshot().receivedDropped());
        assertNull(driver.failure());
    }

    @ParameterizedTest
    @ValueSource(longs = {FakeCard.USUAL, FakeCard.USUAL | FakeDevice.EVENT_IDX})
    void notifiesOncePerFlush(long features) {
        var card = new FakeCard(features, 16, 16);
        VirtioNetwork driver = card.driver();
        assertEquals(5, transmitAll(driver, 5));
        assertEquals(0, card.device.queues[1].waiting(), "nothing shown before the flush");
        driver.flush();
        driver.flush();
        assertEquals(1, card.device.notified[1]);
        assertEquals(5, card.device.queues[1].waiting());
        card.device.queues[1].wantNotification(false);
        transmitAll(driver, 1);
        driver.flush();
        assertEquals(1, card.device.notified[1], "suppressed by the card");
    }

    @ParameterizedTest
    @ValueSource(longs = {FakeCard.USUAL, FakeCard.USUAL | FakeDevice.EVENT_IDX})
    void reclaimsWhatWasSentWithoutInterruptsUntilItIsFull(long features) {
        var card = new FakeCard(features, 16, 16);
        VirtioNetwork driver = card.driver();
        for (int i = 0; i < 100; i++) {
            assertEquals(4, transmitAll(driver, 4));
            driver.flush();
            while (card.takeSent()) {}
            assertEquals(0, card.device.interruptStatus, "no interrupt for what was sent");
        }
        assertEquals(16, transmitAll(driver, 100), "full, and shown to the card");
        assertEquals(1, driver.snapshot().refused());
        while (card.takeSent()) {}
        assertTrue(driver.acknowledgeInterrupt(), "interrupt because there is room");
        assertEquals(16, transmitAll(driver, 16));
        assertEquals(416, card.sent.size());
        driver.flush();
        while (card.takeSent()) {}
        assertEquals(0, card.device.interruptStatus, "and none again afterwards");
    }

    @ParameterizedTest
    @ValueSource(longs = {FakeCard.USUAL, FakeCard.USUAL | FakeDevice.EVENT_IDX})
    void interruptsOnceForWhatArrivesBeforeItIsDrained(long features) {
        var card = new FakeCard(features, 16, 16);
        VirtioNetwork driver = card.driver();
        assertTrue(card.deliver(new byte[60]));
        assertTrue(driver.acknowledgeInterrupt());
        assertTrue(card.deliver(new byte[60]));
        assertEquals(0, card.device.interruptStatus);
        assertTrue(driver.receive(buffer));
        assertTrue(card.deliver(new byte[60]));
        assertEquals(0, card.device.interruptStatus);
        assertTrue(driver.receive(buffer));
        assertTrue(driver.receive(buffer));
        assertFalse(driver.receive(buffer));
        assertEquals(16, card.device.queues[0].waiting(), "all buffers given back");
    }

    @Test
    void refusesToSendWhatIsLongerThanTheMtu() {
        VirtioNetwork driver = new FakeCard(FakeCard.USUAL, 16, 16).driver();
        assertTrue(driver.transmit(PacketBuffer.copyOf(new byte[1514])));
        for (int length : new int[] {0, 1515}) {
            PacketBuffer frame = PacketBuffer.copyOf(new byte[length]);
            assertThrows(IllegalArgumentException.class, () -> driver.transmit(frame));
        }
    }

    private static FakeCard offloading() {
        long features = FakeCard.USUAL | FakeCard.OFFLOADS | FakeDevice.EVENT_IDX;
        return new FakeCard(features, 128, 128);
    }

    /// A frame of IPv4 with TCP in it.
    private static byte[] segments(int length, int seed) {
        byte[] frame = frame(length, seed);
        frame[12] = 8;
        frame[13] = 0;
        frame[14 + 9] = 6;
        return frame;
    }

    @Test
    void leavesSegmentsToACardThatTakesThemBothWays() {
        VirtioNetwork driver = offloading().driver();
        assertEquals(65_549, driver.largestFrame());
        assertEquals(1500, driver.mtu());
        long[] lacking = {1L, 1L << 1, 1L << 7, 1L << 11, FakeCard.MERGEABLE};
        for (long lacks : lacking) {
            var card = new FakeCard((FakeCard.USUAL | FakeCard.OFFLOADS) & ~lacks, 128, 128);
            assertEquals(1514, card.driver().largestFrame());
            assertEquals(0, card.device.accepted & FakeCard.OFFLOADS, "without " + lacks);
        }
        var small = new FakeCard(FakeCard.USUAL | FakeCard.OFFLOADS, 128, 32);
        assertEquals(1514, small.driver().largestFrame(), "no room for the largest");
    }

    @Test
    void sendsFramesOfSeveralSegmentsOverSeveralBuffers() {
        FakeCard card = offloading();
        VirtioNetwork driver = card.driver();
        var random = new Random(7);
        for (int i = 0; i < 300; i++) {
            int length = i == 0 ? 65_549 : random.nextInt(60, 65_550);
            byte[] content = frame(length, i);
            content[34 + 12] = (byte) 0x80;
            PacketBuffer frame = PacketBuffer.copyOf(content);
            frame.consume(34);
            frame.deferChecksum(16);
            frame.prepend(34);
            frame.segmentSize(1448);
            assertTrue(driver.transmit(frame));
            driver.flush();
            assertTrue(card.takeSent());
            assertArrayEquals(content, card.sent.remove());
            byte[] header = {1, 1, 34 + 32, 0, (byte) 0xa8, 5, 34, 0, 16, 0, 0, 0};
            assertArrayEquals(header, card.sentHeader);
        }
        assertTrue(driver.transmit(PacketBuffer.copyOf(new byte[60])));
        driver.flush();
        assertTrue(card.takeSent());
        assertArrayEquals(new byte[12], card.sentHeader, "nothing of the frame before is left");
        PacketBuffer whole = PacketBuffer.copyOf(new byte[1515]);
        assertThrows(IllegalArgumentException.class, () -> driver.transmit(whole));
    }

    @Test
    void aLargeFrameWithoutRoomTakesNoneAndIsCalledFor() {
        FakeCard card = offloading();
        VirtioNetwork driver = card.driver();
        PacketBuffer large = PacketBuffer.copyOf(new byte[65_549]);
        large.segmentSize(1448);
        assertTrue(driver.transmit(large));
        assertTrue(driver.transmit(large));
        assertFalse(driver.transmit(large), "two take 86 of 128");
        assertEquals(42, transmitAll(driver, 100), "the others are still there");
        assertTrue(card.takeSent());
        while (card.takeSent()) {}
        assertTrue(driver.acknowledgeInterrupt(), "interrupt because there is room");
        assertTrue(driver.transmit(large));
        assertTrue(driver.transmit(large));
        assertNull(driver.failure());
    }

    @Test
    void believesTheCardAsFarAsItCanBe() {
        FakeCard card = offloading();
        VirtioNetwork driver = card.driver();
        PacketBuffer large = PacketBuffer.unpooled(0, 65_549);
        byte[] frame = segments(65_549, 3);

        System.arraycopy(
                new byte[] {1, 1, 66, 0, (byte) 0xa8, 5, 34, 0, 16, 0}, 0, card.header, 0, 10);
        assertTrue(card.deliver(frame));
        assertTrue(driver.receive(large));
        assertArrayEquals(frame, large.toByteArray());
        assertEquals(1448, large.segmentSize());
        assertTrue(large.isIntact());

        large.reset(0);
        Arrays.fill(card.header, (byte) 0);
        assertTrue(card.deliver(new byte[1514]));
        assertTrue(driver.receive(large));
        assertEquals(1514, large.length());
        assertFalse(large.isIntact());

        large.reset(0);
        assertTrue(card.deliver(new byte[1515]), "larger than the MTU");
        card.header[1] = 3;
        assertTrue(card.deliver(new byte[100]), "segments of UDP");
        card.header[1] = 1;
        card.header[4] = 100;
        byte[] datagram = segments(2000, 4);
        datagram[14 + 9] = 17;
        assertTrue(card.deliver(datagram), "UDP that is said to be segments of TCP");
        card.header[1] = 0;
        card.header[0] = 1;
        card.header[6] = 99;
        assertTrue(card.deliver(new byte[100]), "a checksum outside of the frame");
        for (int i = 0; i < 4; i++) {
            assertTrue(driver.receive(large));
            assertEquals(0, large.length());
        }
        assertEquals(4, driver.snapshot().receivedDropped());
        assertNull(driver.failure());
    }

    @Test
    void followsTheLink() {
        var card = new FakeCard(FakeCard.USUAL, 16, 16);
        VirtioNetwork driver = card.driver();
        card.device.configuration[6] = 0;
        card.device.interruptStatus = 2;
        assertTrue(driver.acknowledgeInterrupt());
        assertFalse(driver.linkUp());
    }

    @Test
    void behavesAsUnpluggedOnceTheCardAsksForAReset() {
        var card = new FakeCard(FakeCard.USUAL, 16, 16);
        VirtioNetwork driver = card.driver();
        card.device.status |= 64;
        card.device.interruptStatus = 2;
        driver.acknowledgeInterrupt();
        assertEquals("network card failed: it asks for a reset", driver.failure());
        assertEquals(128, card.device.status);
        assertFalse(driver.linkUp());
        assertFalse(driver.receive(buffer));
        assertEquals(100, transmitAll(driver, 100), "swallowed");
        driver.flush();
        assertEquals(100, driver.snapshot().sentDropped());
    }

    @Test
    void reportsLies() {
        assertLie("queue 0 used buffer 9999, which it does not have", q -> q.use(9999, 60));
        assertLie("queue 0 used buffer -1, which it does not have", q -> q.use(-1, 60));
        assertLie("queue 0 wrote more than the buffer holds", q -> q.use(q.pop(), 2049));
        assertLie("queue 0 wrote more than the buffer holds", q -> q.use(q.pop(), -1));
        assertLie("queue 0 used more buffers than it has", q -> q.putUsedIndex(17));
        assertLie("it received a frame without a header", q -> q.use(q.pop(), 11));
        assertLie("it received a frame of 0 buffers", q -> q.use(q.pop(), 60));
        assertLie(
                "it received a frame of 17 buffers",
                q -> {
                    int head = q.pop();
                    byte[] header = new byte[12];
                    header[10] = 17;
                    q.fill(head, header);
                    q.use(head, 60);
                });
        assertLie(
                "queue 0 used buffer 3, which it does not have",
                q -> {
                    int head;
                    do {
                        head = q.pop();
                    } while (head != 3);
                    byte[] header = new byte[12];
                    header[10] = 2;
                    q.fill(head, header);
                    q.useRaw(head, 60);
                    q.use(head, 60);
                });
    }

    private void assertLie(String text, Consumer<FakeQueue> lie) {
        var card = new FakeCard(FakeCard.USUAL, 16, 16);
        VirtioNetwork driver = card.driver();
        lie.accept(card.device.queues[0]);
        assertFalse(driver.receive(buffer));
        assertEquals("network card failed: " + text, driver.failure());
        assertEquals(128, card.device.status);
    }

    @Test
    void allocatesNothingPerFrame() {
        var card = new FakeCard(FakeCard.USUAL | FakeDevice.EVENT_IDX, 16, 16);
        PacketBuffer frame = PacketBuffer.copyOf(frame(1514, 1));
        assertAllocatesNothing(card, frame, frame(3000, 2));
    }

    @Test
    void allocatesNothingForFramesOfSeveralSegments() {
        FakeCard card = offloading();
        card.header[1] = 1;
        card.header[4] = 100;
        PacketBuffer frame = PacketBuffer.copyOf(segments(9000, 1));
        frame.segmentSize(1448);
        assertAllocatesNothing(card, frame, segments(9000, 2));
    }

    private void assertAllocatesNothing(FakeCard card, PacketBuffer frame, byte[] arriving) {
        VirtioNetwork driver = card.driver();
        var meter = new AllocationMeter();
        for (int i = 0; i < 2000; i++) {
            assertTrue(card.deliver(arriving));
            meter.start();
            driver.acknowledgeInterrupt();
            boolean received = driver.receive(buffer);
            received &= !driver.receive(buffer);
            boolean taken = driver.transmit(frame);
            driver.flush();
            meter.stop();
            if (i < 100) {
                meter.reset();
            }
            assertTrue(received && taken);
            while (card.takeSent()) {}
            assertNotNull(card.sent.poll());
        }
        assertEquals(0, meter.bytes());
    }
}
