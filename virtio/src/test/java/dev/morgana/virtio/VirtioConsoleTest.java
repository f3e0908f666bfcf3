package dev.morgana.virtio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/// The conversation of section 5.3.6.2, as QEMU leads it.
class VirtioConsoleTest {
    private static final String NAME = "dev.morgana.stdin";
    private static final int READY = 0;
    private static final int ADD = 1;
    private static final int REMOVE = 2;
    private static final int PORT_READY = 3;
    private static final int OPEN = 6;
    private static final int PORT_NAME = 7;

    private final FakeMemory memory = new FakeMemory();
    private final FakeDevice device = console(FakeDevice.VERSION_1 | 2);
    private final VirtioConsole driver = new VirtioConsole(device.transport(), memory, NAME);

    private FakeDevice console(long features) {
        int[] limits = new int[64];
        Arrays.fill(limits, 128);
        var made = new FakeDevice(memory, 3, features, limits);
        made.configuration[4] = 31;
        return made;
    }

    private void say(int port, int event, int value, String name) {
        byte[] text = name.getBytes(StandardCharsets.UTF_8);
        ByteBuffer message = ByteBuffer.allocate(8 + text.length).order(ByteOrder.LITTLE_ENDIAN);
        message.putInt(port).putShort((short) event).putShort((short) value).put(text);
        deliver(2, message.array());
    }

    private void deliver(int queue, byte[] bytes) {
        int head = device.queues[queue].pop();
        device.queues[queue].fill(head, bytes);
        device.queues[queue].use(head, bytes.length);
        device.interrupt(queue);
    }

    private void assertSays(int port, int event, int value) {
        FakeQueue queue = device.queues[3];
        int head = queue.pop();
        assertTrue(head >= 0, "a message");
        ByteBuffer message = ByteBuffer.wrap(queue.content(head)).order(ByteOrder.LITTLE_ENDIAN);
        assertEquals(port, message.getInt());
        assertEquals(event, message.getShort());
        assertEquals(value, message.getShort());
        queue.use(head, 0);
    }

    private String read() {
        byte[] bytes = new byte[2000];
        int count = driver.read(bytes, 0, bytes.length);
        return count < 0 ? "EOF" : new String(bytes, 0, count, StandardCharsets.UTF_8);
    }

    private void introduce() {
        assertSays(0, READY, 1);
        say(1, ADD, 1, "");
        assertEquals("", read());
        assertSays(1, PORT_READY, 1);
        say(1, PORT_NAME, 1, NAME + "\0");
        say(1, OPEN, 1, "");
        assertEquals("", read());
        assertSays(1, OPEN, 1);
    }

    @Test
    void findsItsPortAndReadsToTheEnd() {
        assertEquals("", read());
        introduce();
        assertTrue(driver.acknowledgeInterrupt());
        deliver(4, "hello ".getBytes(StandardCharsets.UTF_8));
        deliver(4, "world".getBytes(StandardCharsets.UTF_8));
        say(1, OPEN, 0, "");
        assertTrue(driver.acknowledgeInterrupt());
        assertEquals("hello world", read());
        assertEquals("EOF", read());
        assertEquals("EOF", read());
    }

    @Test
    void readsInPieces() {
        introduce();
        deliver(4, new byte[] {1, 2, 3});
        byte[] bytes = new byte[4];
        assertEquals(2, driver.read(bytes, 1, 2));
        assertEquals(0, driver.read(bytes, 0, 0));
        assertEquals(1, driver.read(bytes, 3, 1));
        assertArrayEquals(new byte[] {0, 1, 2, 3}, bytes);
        assertEquals(4, device.queues[4].waiting(), "buffer returned");
    }

    @Test
    void goesOnWhenTheOtherSideOpensAgain() {
        introduce();
        say(1, OPEN, 0, "");
        assertEquals("EOF", read());
        say(1, OPEN, 1, "");
        assertEquals("", read());
        deliver(4, new byte[] {'x'});
        assertEquals("x", read());
        say(1, REMOVE, 0, "");
        assertEquals("EOF", read());
    }

    @Test
    void interruptsForWhatArrivesAfterAnEmptyRead() {
        introduce();
        driver.acknowledgeInterrupt();
        assertEquals("", read());
        deliver(4, new byte[] {'x'});
        assertTrue(driver.acknowledgeInterrupt());
        assertEquals("x", read());
        assertEquals("", read());
        say(1, OPEN, 0, "");
        assertTrue(driver.acknowledgeInterrupt());
        assertEquals("EOF", read());
    }

    @Test
    void leavesOtherPortsAlone() {
        assertSays(0, READY, 1);
        say(2, ADD, 1, "");
        say(30, ADD, 1, "");
        say(-1, ADD, 1, "");
        say(2, PORT_NAME, 1, "dev.morgana.other");
        say(2, OPEN, 0, "");
        assertEquals("", read());
        assertSays(2, PORT_READY, 1);
        assertSays(30, PORT_READY, 0);
        assertEquals(0, device.queues[3].waiting());
        assertEquals(0, device.queues[6].waiting());
    }

    @Test
    void writesWhatThereIsRoomFor() {
        assertEquals(0, driver.write(new byte[1], 0, 1), "no port yet");
        introduce();
        byte[] bytes = new byte[5000];
        Arrays.fill(bytes, (byte) 7);
        assertEquals(4 * 960, driver.write(bytes, 0, bytes.length));
        FakeQueue queue = device.queues[5];
        assertEquals(960, queue.content(queue.pop()).length);
        queue.use(0, 0);
        assertTrue(device.interrupt(5), "room again");
        assertEquals(960, driver.write(bytes, 0, bytes.length));
    }

    @Test
    void refusesADeviceWithoutNamedPorts() {
        FakeDevice single = console(FakeDevice.VERSION_1);
        var refused =
                assertThrows(
                        VirtioException.class,
                        () -> new VirtioConsole(single.transport(), memory, NAME));
        assertEquals("virtio console cannot be used: it has no named ports", refused.getMessage());
    }

    @Test
    void isAtItsEndAfterALie() {
        introduce();
        assertNull(driver.failure());
        deliver(2, new byte[7]);
        assertEquals("EOF", read());
        assertNotNull(driver.failure());
        assertEquals(3, driver.write(new byte[3], 0, 3), "swallowed");
        assertFalse(driver.acknowledgeInterrupt());
    }

    @Test
    void givesUpOnADeviceThatSendsEmptyBuffersForEver() {
        introduce();
        memory.beforeEachAccess(() -> {
            while (device.running() && device.queues[4].waiting() > 0) {
                deliver(4, new byte[0]);
            }
        });
        assertEquals("EOF", read());
        assertEquals("console failed: it sends empty buffers", driver.failure());
    }
}
