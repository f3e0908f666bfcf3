package dev.morgana.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.junit.jupiter.api.Test;

class PacketPoolTest {
    private static PacketBuffer taken(PacketPool pool) {
        PacketBuffer buffer = pool.take();
        assertNotNull(buffer);
        return buffer;
    }

    @Test
    void whatWasGivenBackIsTakenAgain() {
        PacketPool pool = new PacketPool(100, 2);
        PacketBuffer one = taken(pool);
        PacketBuffer other = taken(pool);
        assertNull(pool.take());
        one.release();
        other.release();
        assertEquals(0, pool.inUse());
        assertSame(other, pool.take());
        assertSame(one, pool.take());
        assertNull(pool.take());
    }

    /// The JVM refuses an array of this length, however much memory there is.
    @Test
    void withoutMemoryThereIsNone() {
        PacketPool pool = new PacketPool(Integer.MAX_VALUE - PacketPool.HEADROOM, 2);
        assertNull(pool.take());
        assertEquals(0, pool.inUse());
    }

    @Test
    void anAbandonedBufferIsReplacedAndNeverComesBack() {
        PacketPool pool = new PacketPool(100, 1);
        PacketBuffer abandoned = taken(pool);
        abandoned.abandon();
        assertEquals(0, pool.inUse());
        PacketBuffer other = taken(pool);
        assertNotSame(abandoned, other);
        abandoned.release();
        assertNull(pool.take());
        other.release();
        assertSame(other, pool.take());
    }

    @Test
    void whatWasGivenBackCannotBeAbandoned() {
        PacketPool pool = new PacketPool(100, 1);
        PacketBuffer buffer = taken(pool);
        buffer.release();
        buffer.abandon();
        assertEquals(0, pool.inUse());
        assertSame(buffer, pool.take());
    }
}
