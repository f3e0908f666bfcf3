package dev.morgana.platform.jvm.inside;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Test;

/// What the calls of a TAP interface's descriptor say. An event counter stands for the interface: it takes and gives eight octets at a time,
/// or says that it cannot now.
final class TapTest {
    private static final int NONBLOCK = 2048;

    @Test
    void tellsNotNowFromGone() {
        assumeTrue("Linux".equals(System.getProperty("os.name")), "needs Linux");
        int descriptor = Linux.eventfd(0, NONBLOCK);
        Tap tap = new Tap(descriptor, 1500);
        byte[] octets = {-2, -1, -1, -1, -1, -1, -1, -1, 0};
        assertEquals(0, tap.read(octets, 1, 8), "nothing is there");
        assertEquals(8, tap.write(octets, 0, 8));
        assertEquals(0, tap.write(octets, 0, 8), "it is full");
        assertEquals(8, tap.read(octets, 1, 8));
        assertEquals(0, Linux.close(descriptor));
        assertEquals(-1, tap.read(octets, 1, 8), "it is closed");
        assertEquals(-1, tap.write(octets, 0, 8), "it is closed");
    }
}
