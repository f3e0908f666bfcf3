package dev.morgana.virtio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.morgana.testkit.Property;
import dev.morgana.wire.PacketBuffer;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/// Devices that lie: about ids, lengths and indices, with memory that changes between two reads, flipping configurations and
/// interrupt storms; every other one lies behind PCI. Whatever they do, drivers stay inside their memory and their buffers, return within a
/// bounded number of accesses, to memory and to registers, allocate nothing more, and report what they caught.
class HostileDeviceTest {
    private static final int STEPS = 4000;

    /// More accesses to shared memory than any call may need: a full ring of buffers, or a flood of control messages.
    private static final int BOUND = 50_000;

    /// The same for registers: an interrupt is acknowledged, a queue notified, or a failed device reset.
    private static final int REGISTER_BOUND = 20;

    /// The same for a console, which may be sent a flood of 1,024 control messages, each as soon as it has said that it took the one before.
    private static final int CONSOLE_REGISTER_BOUND = 1024 + REGISTER_BOUND;

    /// The same for a driver's start, with twelve queues at most.
    private static final int START_BOUND = 1000;

    /// Steps of drivers that had not given up yet, and drivers that did give up.
    private long liveSteps;

    private int caught;

    /// Frames and bytes that passed through all the same: the attack reached deep states.
    private long passed;

    @Test
    void networkCardStaysWithinItsBounds() {
        Property.check(
                15_000,
                random -> {
                    int[] limits = {1 << random.nextInt(8), 1 << random.nextInt(8)};
                    var attack = new Attack(random, 1, limits);
                    attack.run(attack::network);
                });
        assertThorough(5_000_000);
    }

    @Test
    void entropyDeviceStaysWithinItsBounds() {
        Property.check(
                3000,
                random -> {
                    var attack = new Attack(random, 4, 1 << random.nextInt(6));
                    attack.run(attack::entropy);
                });
        assertThorough(1_000_000);
    }

    @Test
    void consoleStaysWithinItsBounds() {
        Property.check(
                3000,
                random -> {
                    var attack = new Attack(random, 3, 4, 4, 16, 16, 4, 4, 1, 1, 2, 2);
                    attack.run(attack::console);
                });
        assertThorough(1_000_000);
    }

    private void assertThorough(long steps) {
        if (Long.getLong("property.seed") == null) {
            assertTrue(
                    liveSteps >= steps && caught >= 1000 && passed >= 100_000,
                    liveSteps + " steps, " + passed + " passed, " + caught + " caught");
        }
    }

    /// One hostile device. How often it lies is drawn per case: rarely, so that lies meet deep states, or all the time.
    private final class Attack {
        private final RandomGenerator random;
        private final FakeMemory memory = new FakeMemory();
        private final FakeDevice device;
        private final PacketBuffer buffer = PacketBuffer.unpooled(10, 3000);
        private final PacketBuffer frame = PacketBuffer.copyOf(new byte[60]);
        private final PacketBuffer large = PacketBuffer.copyOf(new byte[20_000]);
        private final byte[] bytes = new byte[100];
        private final int lies;
        private final int haste;
        private int accesses;

        Attack(RandomGenerator random, int deviceId, int... limits) {
            this.random = random;
            lies = 1 << random.nextInt(10);
            haste = 1 << random.nextInt(8);
            long features = random.nextLong() | FakeDevice.VERSION_1;
            if (random.nextInt(10) != 0) {
                features |= FakeCard.MAC | 2;
                features |= random.nextBoolean() ? FakeCard.OFFLOADS | FakeCard.MERGEABLE : 0;
                features &= random.nextInt(4) == 0 ? -1 : ~FakeCard.MTU;
            }
            device = new FakeDevice(memory, deviceId, features, limits);
            random.nextBytes(device.configuration);
            device.configuration[0] &= (byte) (random.nextInt(10) == 0 ? -1 : -2);
            device.configuration[7] &= (byte) 0x7f;
            device.onConfigurationRead =
                    () -> {
                        if (random.nextInt(20) == 0) {
                            random.nextBytes(device.configuration);
                            device.generation = random.nextInt(3);
                        }
                    };
            memory.beforeEachAccess(() -> {
                accesses++;
                if (device.running() && random.nextInt(haste) == 0) {
                    act();
                }
            });
        }

        private Transport transport() {
            if (random.nextBoolean()) {
                return device.transport();
            }
            var bus = new FakePci(device);
            return Objects.requireNonNull(PciTransport.find(bus, device.deviceId, 0));
        }

        void run(Runnable victim) {
            try {
                victim.run();
            } catch (VirtioException _) {
                assertEquals(0, device.status & 4, "refused before it ran");
            }
        }

        /// Uses any buffer, mostly a plausible one, and tells lies in between.
        private void act() {
            FakeQueue queue = device.queues[random.nextInt(device.queues.length)];
            if (!queue.ready) {
                return;
            }
            if (random.nextInt(lies) == 0) {
                lie(queue);
            }
            plausible(queue);
            if (random.nextInt(4) != 0) {
                queue.putUsedIndex(queue.usedIndex());
            }
            device.interruptStatus |= random.nextInt(4);
        }

        private void plausible(FakeQueue queue) {
            int waiting = queue.waiting();
            if (waiting == 0 || waiting > queue.size) {
                return;
            }
            int head = queue.popUnchecked();
            int length =
                    switch (device.deviceId) {
                        case 1 -> random.nextInt(12, 2049);
                        case 3 -> random.nextInt(8, random.nextBoolean() ? 12 : 193);
                        default -> random.nextInt(65);
                    };
            fill(queue, head);
            queue.useRaw(head, length);
        }

        /// A network header of a few buffers, or a console control message.
        private void fill(FakeQueue queue, int head) {
            byte[] start = new byte[32];
            if (device.deviceId == 1) {
                start[random.nextInt(10)] = (byte) random.nextInt(random.nextBoolean() ? 256 : 2);
                start[10] = (byte) random.nextInt(1, random.nextInt(8) == 0 ? 60 : 3);
            } else if (device.deviceId == 3) {
                start[0] = (byte) random.nextInt(-1, 12);
                start[4] = (byte) random.nextInt(9);
                start[6] = (byte) random.nextInt(2);
                start[8] = 'n';
            } else {
                random.nextBytes(start);
            }
            queue.fillUnchecked(head, start);
        }

        private void lie(FakeQueue queue) {
            int any = random.nextInt(5) == 0 ? random.nextInt() : random.nextInt(-1, 70);
            switch (random.nextInt(8)) {
                case 0 -> queue.useRaw(any, random.nextInt(100));
                case 1 -> queue.useRaw(random.nextInt(queue.size), any);
                case 2 -> queue.putUsedIndex(any);
                case 3 -> queue.putUsedIndex(queue.usedIndex() + random.nextInt(-2, 3));
                case 4 -> memory.scribble(random);
                case 5 -> device.status ^= random.nextInt(256);
                case 6 -> queue.wantNotification(random.nextBoolean());
                default -> device.interruptStatus = any;
            }
        }

        private void network() {
            var driver = new VirtioNetwork(transport(), memory);
            long allocated = started();
            int afterlife = 0;
            assertTrue(allocated < 1 << 21, allocated + " bytes");
            for (int step = 0; step < STEPS && afterlife < 10; step++) {
                afterlife += driver.failure() == null ? 0 : 1;
                liveSteps += driver.failure() == null ? 1 : 0;
                begin();
                switch (random.nextInt(5)) {
                    case 0 -> driver.acknowledgeInterrupt();
                    case 1 -> driver.transmit(fits(driver) ? large : frame);
                    case 2 -> driver.flush();
                    default -> {
                        boolean received = driver.receive(buffer);
                        assertTrue(!received || buffer.start() == 10);
                    }
                }
                assertBounded(allocated, REGISTER_BOUND);
            }
            passed += driver.snapshot().receivedFrames() + driver.snapshot().sentFrames();
            assertReported(driver.failure() != null);
        }

        private boolean fits(VirtioNetwork driver) {
            large.segmentSize(1448);
            return large.length() <= driver.largestFrame() && random.nextBoolean();
        }

        private void entropy() {
            var driver = new VirtioEntropy(transport(), memory);
            long allocated = started();
            int afterlife = 0;
            for (int step = 0; step < STEPS && afterlife < 10; step++) {
                afterlife += driver.failure() == null ? 0 : 1;
                liveSteps += driver.failure() == null ? 1 : 0;
                begin();
                int count = driver.read(bytes, 50, random.nextInt(51));
                assertTrue(count >= 0 && count <= 50);
                assertBounded(allocated, REGISTER_BOUND);
            }
            passed += driver.snapshot().delivered();
            assertReported(driver.failure() != null);
        }

        private void console() {
            var driver = new VirtioConsole(transport(), memory, "n");
            long allocated = started();
            int afterlife = 0;
            assertTrue(allocated < 1 << 16, allocated + " bytes");
            for (int step = 0; step < STEPS && afterlife < 10; step++) {
                afterlife += driver.failure() == null ? 0 : 1;
                liveSteps += driver.failure() == null ? 1 : 0;
                begin();
                int length = random.nextInt(51);
                int count = 0;
                switch (random.nextInt(4)) {
                    case 0 -> driver.acknowledgeInterrupt();
                    case 1 -> count = driver.write(bytes, 50, length);
                    default -> {
                        count = driver.read(bytes, 50, length);
                        passed += Math.max(0, count);
                    }
                }
                assertTrue(count >= -1 && count <= 50, count + " bytes");
                assertBounded(allocated, CONSOLE_REGISTER_BOUND);
            }
            assertReported(driver.failure() != null);
        }

        /// The driver has started.
        ///
        /// @return octets that it has allocated
        private long started() {
            assertTrue(
                    device.registerAccesses <= START_BOUND,
                    device.registerAccesses + " accesses to registers at the start");
            return memory.allocated();
        }

        private void begin() {
            accesses = 0;
            device.registerAccesses = 0;
        }

        private void assertBounded(long allocated, int registers) {
            assertEquals(allocated, memory.allocated());
            assertTrue(accesses < BOUND, accesses + " accesses");
            assertTrue(
                    device.registerAccesses <= registers,
                    device.registerAccesses + " accesses to registers");
        }

        private void assertReported(boolean failed) {
            caught += failed ? 1 : 0;
            assertTrue(!failed || !device.queues[0].ready, "a failed device was reset");
        }
    }

    /// Everything the device writes changes at the k-th access, for every k: the frame is then either received as it was first, or
    /// the lie is reported.
    @Test
    void readsEveryValueOnce() {
        int intact = 0;
        int reported = 0;
        for (int at = 0; at < 40; at++) {
            var card = new FakeCard(FakeCard.USUAL | FakeDevice.EVENT_IDX, 8, 8);
            VirtioNetwork driver = card.driver();
            FakeQueue queue = card.device.queues[0];
            assertTrue(card.deliver(new byte[3000]));
            int[] countdown = {at};
            card.memory.beforeEachAccess(() -> {
                if (countdown[0]-- == 0) {
                    queue.spoil();
                }
            });
            PacketBuffer buffer = PacketBuffer.unpooled(0, 4000);
            if (driver.receive(buffer)) {
                assertEquals(3000, buffer.length());
                intact++;
            } else {
                assertTrue(driver.failure() != null);
                reported++;
            }
        }
        assertTrue(intact > 5 && reported > 5, intact + " intact, " + reported + " reported");
    }
}
