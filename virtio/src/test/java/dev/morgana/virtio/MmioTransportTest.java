package dev.morgana.virtio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/// Section 3.1.1 and 4.2: finding a device and agreeing with it, and the texts that tell why that failed.
class MmioTransportTest {
    private final FakeMemory memory = new FakeMemory();
    private final FakeDevice fake = new FakeDevice(memory, 4, FakeDevice.VERSION_1, 8);

    private String refusal() {
        return refusal(fake);
    }

    private String refusal(FakeDevice device) {
        return String.valueOf(
                assertThrows(
                                VirtioException.class,
                                () -> new VirtioEntropy(device.transport(), memory))
                        .getMessage());
    }

    @Test
    void goesThroughTheHandshake() {
        var _ = new VirtioEntropy(fake.transport(), memory);
        assertEquals(15, fake.status);
        assertEquals(FakeDevice.VERSION_1, fake.accepted);
        assertTrue(fake.queues[0].ready);
    }

    @Test
    void tellsWhatALegacyDeviceNeeds() {
        fake.version = 1;
        assertEquals(
                "legacy virtio device: run QEMU with -global virtio-mmio.force-legacy=false",
                refusal());
    }

    @Test
    void refusesWhatIsNoDevice() {
        fake.magic = 0;
        assertEquals("no virtio device: magic value 0x0", refusal());
        fake.magic = 0x7472_6976;
        fake.version = 3;
        assertEquals("unknown version 0x3 of virtio-mmio", refusal());
        fake.version = 2;
        fake.deviceId = 0;
        assertEquals("no virtio device: empty slot", refusal());
        fake.deviceId = 2;
        assertEquals("virtio device type 2 is no entropy device (4)", refusal());
    }

    @Test
    void refusesADeviceWithoutVersion1() {
        fake.offered = 0;
        assertTrue(refusal().contains("force-legacy=false"));
        assertEquals(128, fake.status);
    }

    @Test
    void refusesADeviceThatRejectsTheFeatures() {
        fake.rejected = FakeDevice.VERSION_1;
        assertEquals(
                "virtio entropy device cannot be used: it rejects the features 0x100000000",
                refusal());
        assertEquals(128, fake.status);
    }

    @Test
    void refusesADeviceThatDoesNotComeOutOfItsReset() {
        var stuck =
                new FakeDevice(memory, 4, FakeDevice.VERSION_1, 8) {
                    @Override
                    public int readInt(int offset) {
                        return offset == 0x70 ? 4 : super.readInt(offset);
                    }
                };
        assertTrue(refusal(stuck).endsWith("it does not come out of its reset"));
    }

    @Test
    void refusesAQueueOfImpossibleSize() {
        for (int limit : new int[] {0, -1, Integer.MIN_VALUE, 65536}) {
            var odd = new FakeDevice(memory, 4, FakeDevice.VERSION_1, limit);
            assertEquals(
                    "virtio entropy device cannot be used: queue 0 has size " + limit,
                    refusal(odd));
        }
    }

    @Test
    void acknowledgesOnlyTheInterruptsItSaw() {
        MmioTransport transport = fake.transport();
        assertEquals(0, transport.acknowledgeInterrupts());
        fake.interruptStatus = 3;
        assertEquals(3, transport.acknowledgeInterrupts());
        assertEquals(0, fake.interruptStatus);
    }

    @Test
    void acknowledgesWhatComesBetweenReadAndAcknowledge() {
        var late = interrupting(1);
        late.interruptStatus = 1;
        assertEquals(3, late.transport().acknowledgeInterrupts());
        assertEquals(0, late.interruptStatus, "an edge-triggered line can fire again");
    }

    @Test
    void doesNotFollowAnInterruptStormWithoutEnd() {
        var storm = interrupting(Integer.MAX_VALUE);
        storm.interruptStatus = 2;
        assertEquals(2, storm.transport().acknowledgeInterrupts());
        assertEquals(2, storm.interruptStatus);
    }

    /// A device that adds a configuration interrupt after each of the first `times` reads of its causes.
    private FakeDevice interrupting(int times) {
        return new FakeDevice(memory, 4, FakeDevice.VERSION_1, 8) {
            private int left = times;

            @Override
            public int readInt(int offset) {
                int value = super.readInt(offset);
                if (offset == 0x60 && left-- > 0) {
                    interruptStatus |= 2;
                }
                return value;
            }

            @Override
            public void writeInt(int offset, int value) {
                super.writeInt(offset, value);
                if (offset == 0x64 && left > 1) {
                    interruptStatus |= 2;
                }
            }
        };
    }
}
