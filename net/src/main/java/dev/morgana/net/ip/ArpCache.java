package dev.morgana.net.ip;

import dev.morgana.wire.LinkedQueue;
import dev.morgana.wire.PacketBuffer;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The MAC addresses of neighbours (RFC 826, RFC 1122 section 2.3.2). Bounded: of two that collide in a full table, the one used
/// longest ago gives way. An entry lives a minute and is renewed by a question to the neighbour itself while it is in use, so that
/// traffic does not stop for it. How many packets wait for neighbours is bounded too, since anyone can make us answer to addresses
/// that nobody has.
final class ArpCache {
    /// Most neighbours.
    static final int CAPACITY = 256;

    /// RFC 1122 section 2.3.2.1: a timeout on the order of a minute.
    static final long LIFETIME = TimeUnit.SECONDS.toNanos(60);

    /// Age at which an entry in use is renewed.
    static final long RENEWAL = TimeUnit.SECONDS.toNanos(45);

    /// RFC 1122 section 2.3.2.1: at most one request per second and destination.
    static final long REQUEST_INTERVAL = TimeUnit.SECONDS.toNanos(1);

    /// How long a neighbour in doubt has for its answer.
    static final long GRACE = TimeUnit.SECONDS.toNanos(3);

    /// Unanswered requests after which the waiting packets are dropped.
    static final int ATTEMPTS = 3;

    /// Most packets that wait for one neighbour. RFC 1122 section 2.3.2.2 asks for one at least; several clients that call at once from
    /// behind a gateway not known yet need one answer each, and a datagram in fragments needs them all.
    static final int WAITING_PER_NEIGHBOUR = 16;

    private static final int BUCKETS = 256;

    private final @Nullable Entry[] buckets = new @Nullable Entry[BUCKETS];
    private final int waitingLimit;
    private int size;
    private int waiting;

    /// An empty table.
    ///
    /// @param waitingLimit most packets that wait at once
    ArpCache(int waitingLimit) {
        this.waitingLimit = waitingLimit;
    }

    /// One neighbour.
    static final class Entry {
        /// Value of [#hardware] while it is unknown.
        static final long UNKNOWN = -1;

        final int address;
        long hardware = UNKNOWN;
        long learned;
        long used;
        long requested;
        int attempts;
        private final LinkedQueue<PacketBuffer> waiting = new LinkedQueue<>();
        private @Nullable Entry next;

        private Entry(int address, long now) {
            this.address = address;
            this.used = now;
            this.requested = now - REQUEST_INTERVAL;
        }

        /// Whether the MAC address may be used.
        boolean isKnown(long now) {
            return hardware != UNKNOWN && now - learned < LIFETIME;
        }

        /// Whether a request may be sent; counts it.
        boolean mayRequest(long now) {
            if (now - requested < REQUEST_INTERVAL) {
                return false;
            }
            requested = now;
            attempts++;
            return true;
        }

        /// What is known of it holds for a few seconds at most, unless it is learned again.
        void doubt(long now) {
            learned = Math.min(learned, now - LIFETIME + GRACE);
        }

        /// The neighbour's MAC address is `mac`.
        void learn(long mac, long now) {
            hardware = mac;
            learned = now;
            attempts = 0;
        }
    }

    /// Lets `packet` wait for the neighbour, in place of the oldest that does when there are too many for one (RFC 1122 section 2.3.2.2:
    /// the latest is kept).
    ///
    /// @return the packet that waits no more: the oldest, or `packet` itself when too many wait in all; null when there is none. It is the
    ///     caller's.
    @Nullable PacketBuffer await(Entry entry, PacketBuffer packet) {
        if (waiting >= waitingLimit && entry.waiting.isEmpty()) {
            return packet;
        }
        boolean full = waiting >= waitingLimit || entry.waiting.size() == WAITING_PER_NEIGHBOUR;
        PacketBuffer before = full ? takeWaiting(entry) : null;
        waiting++;
        entry.waiting.add(packet);
        return before;
    }

    /// Takes the oldest waiting packet of a neighbour out, or null.
    @Nullable PacketBuffer takeWaiting(Entry entry) {
        PacketBuffer taken = entry.waiting.poll();
        waiting -= taken == null ? 0 : 1;
        return taken;
    }

    /// Whether packets wait for a neighbour.
    boolean isAwaited(Entry entry) {
        return !entry.waiting.isEmpty();
    }

    private static int bucket(int address) {
        return (address * 0x9e37_79b9) >>> 24;
    }

    /// The entry of a neighbour, or null.
    @Nullable Entry find(int address) {
        Entry entry = buckets[bucket(address)];
        while (entry != null && entry.address != address) {
            entry = entry.next;
        }
        return entry;
    }

    /// The entry of a neighbour, made if there is none. Room for it may cost another neighbour its entry and its waiting packets.
    ///
    /// @return null when there is no memory for it
    @Nullable Entry findOrAdd(int address, long now) {
        Entry found = find(address);
        Entry entry = found == null ? make(address, now) : found;
        if (found == null && entry != null) {
            add(entry);
        }
        return entry;
    }

    private static @Nullable Entry make(int address, long now) {
        try {
            return new Entry(address, now);
        } catch (OutOfMemoryError e) {
            return null;
        }
    }

    private void add(Entry made) {
        if (size == CAPACITY) {
            evictLeastUsed();
        }
        int bucket = bucket(made.address);
        made.next = buckets[bucket];
        buckets[bucket] = made;
        size++;
    }

    private void evictLeastUsed() {
        Entry oldest = null;
        for (Entry first : buckets) {
            for (Entry entry = first; entry != null; entry = entry.next) {
                if (oldest == null || entry.used < oldest.used) {
                    oldest = entry;
                }
            }
        }
        if (oldest != null) {
            remove(oldest);
        }
    }

    /// Forgets a neighbour and drops its waiting packets.
    void remove(Entry gone) {
        drop(gone);
        int bucket = bucket(gone.address);
        Entry before = buckets[bucket];
        if (before == gone) {
            buckets[bucket] = gone.next;
            size--;
            return;
        }
        while (before != null && before.next != gone) {
            before = before.next;
        }
        if (before != null) {
            before.next = gone.next;
            size--;
        }
    }

    /// Forgets everything.
    void clear() {
        for (int i = 0; i < BUCKETS; i++) {
            for (Entry entry = buckets[i]; entry != null; entry = entry.next) {
                drop(entry);
            }
            buckets[i] = null;
        }
        size = 0;
    }

    private void drop(Entry entry) {
        PacketBuffer packet = takeWaiting(entry);
        while (packet != null) {
            packet.release();
            packet = takeWaiting(entry);
        }
    }

    /// How many neighbours there are.
    int size() {
        return size;
    }

    /// The first entry after `entry` in the table's order that a packet waits for; the first of all when `entry` is null.
    @Nullable Entry nextWaiting(@Nullable Entry entry) {
        int bucket = entry == null ? -1 : bucket(entry.address);
        Entry next = entry == null ? null : entry.next;
        while (true) {
            while (next != null && next.waiting.isEmpty()) {
                next = next.next;
            }
            if (next != null || ++bucket == BUCKETS) {
                return next;
            }
            next = buckets[bucket];
        }
    }
}
