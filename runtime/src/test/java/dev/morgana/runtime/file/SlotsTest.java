package dev.morgana.runtime.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;

class SlotsTest {
    @Test
    void givesTheSmallestFreeNumber() {
        Slots<String> slots = new Slots<>();
        assertEquals(0, slots.add("a"));
        assertEquals(1, slots.add("b"));
        assertEquals(2, slots.add("c"));
        assertEquals("b", slots.remove(1));
        assertNull(slots.get(1));
        assertNull(slots.remove(1));
        assertEquals(1, slots.add("d"));
        assertEquals("d", slots.get(1));
        assertNull(slots.get(-1));
        assertNull(slots.get(3));
    }

    @Test
    void hasALimit() {
        Slots<Integer> slots = new Slots<>();
        int given = 0;
        while (slots.add(given) >= 0) {
            given++;
        }
        assertEquals(1 << 16, given);
    }
}
