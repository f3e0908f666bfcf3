package dev.morgana.virtio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.morgana.testkit.Property;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// Section 4.1: finding a device on the bus, its regions and its interrupt.
class PciTransportTest {
    private static final int ENTROPY = 4;

    private final FakeMemory memory = new FakeMemory();
    private final FakeDevice fake = new FakeDevice(memory, ENTROPY, FakeDevice.VERSION_1, 8);
    private final FakePci bus = new FakePci(fake);

    private PciTransport transport() {
        return Objects.requireNonNull(PciTransport.find(bus, ENTROPY, 0));
    }

    private String refusal() {
        return String.valueOf(assertThrows(VirtioException.class, this::transport).getMessage());
    }

    @Test
    void aDriverGoesThroughTheHandshake() {
        var entropy = new VirtioEntropy(transport(), memory);
        assertEquals(15, fake.status);
        assertEquals(FakeDevice.VERSION_1, fake.accepted);
        assertTrue(fake.queues[0].ready);
        assertEquals(0, entropy.read(new byte[4], 0, 4));
        assertTrue(fake.notified[0] > 0);
        assertArrayEquals(new int[] {0, 0}, bus.vectors);
    }

    @Test
    void theFunctionIsOnAndItsInterruptIsAMessage() {
        assertEquals(63, transport().line());
        assertEquals(0x406, bus.command());
        assertEquals(0x8000, bus.messageControl());
        assertArrayEquals(new int[] {(int) 0xfee0_0000L, 0, 0x6f, 0}, bus.table);
    }

    @Test
    void transitionalDevicesTellTheirKindAsSubsystem() {
        bus.put(0x02, 2, 0x1005);
        bus.put(0x2e, 2, ENTROPY);
        assertNotNull(PciTransport.find(bus, ENTROPY, 0));
    }

    @Test
    void othersAreNone() {
        assertNull(PciTransport.find(bus, 1, 0));
        bus.put(0x00, 2, 0x8086);
        assertNull(PciTransport.find(bus, ENTROPY, 0));
    }

    @Test
    void whatCannotBeUsedIsSaid() {
        bus.put(0x74, 1, 5);
        assertEquals("virtio device on PCI without MSI-X", refusal());
        bus.put(0x10 + 16, 4, 1);
        assertEquals("virtio device on PCI without the modern interface", refusal());
    }

    @Test
    void notificationsStayInTheirRegion() {
        bus.put(0x60, 4, -1);
        var two = new FakeDevice(memory, 1, FakeDevice.VERSION_1, 8, 8);
        var other = new FakePci(two);
        other.put(0x60, 4, 0x7fff_ffff);
        var transport = Objects.requireNonNull(PciTransport.find(other, 1, 0));
        two.status = 11;
        assertThrows(
                VirtioException.class,
                () -> transport.enableQueue(1, 8, new Transport.RingAddresses(0, 0, 0)));
    }

    @Test
    void anyConfigurationSpaceIsReadOrRefused() {
        Property.check(
                20_000,
                random -> {
                    var hostile = new FakePci(fake);
                    for (int i = random.nextInt(1, 30); i > 0; i--) {
                        hostile.space[random.nextInt(4, 0x84)] = (byte) random.nextInt();
                    }
                    try {
                        PciTransport.find(hostile, ENTROPY, 0);
                    } catch (VirtioException e) {
                        assertTrue(
                                String.valueOf(e.getMessage()).startsWith("virtio device on PCI"));
                    }
                });
    }
}
