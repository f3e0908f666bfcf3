package dev.morgana.sockets;

import java.net.SocketException;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/// Numbers for open descriptors, from 3 up. Looking one up takes no lock.
public final class DescriptorTable {
    /// The smallest number: 0, 1 and 2 are the standard streams.
    public static final int FIRST = 3;

    /// The usual limit.
    public static final int LIMIT = 1 << 16;

    private static final int INITIAL = 64;

    private final int limit;

    /// Numbers given back, the latest last, with room for all that were ever used: giving one back needs no memory. Guarded by this.
    private int[] free = new int[INITIAL];

    /// How many were given back. Guarded by this.
    private int freed;

    /// The smallest number never used. Guarded by this.
    private int fresh = FIRST;

    private volatile AtomicReferenceArray<@Nullable Descriptor> slots =
            new AtomicReferenceArray<>(INITIAL);

    /// @param limit numbers are smaller than this
    public DescriptorTable(int limit) {
        this.limit = limit;
    }

    /// Numbers are smaller than this.
    public int limit() {
        return limit;
    }

    /// Descriptors that have a number now.
    public synchronized int size() {
        return fresh - FIRST - freed;
    }

    /// Gives a descriptor a number.
    ///
    /// @throws SocketException if all are taken
    public synchronized int add(Descriptor descriptor) throws SocketException {
        boolean again = freed > 0;
        if (!again && fresh == limit) {
            throw new SocketException("Too many open files");
        }
        int number = again ? free[freed - 1] : fresh;
        if (number >= slots.length()) {
            grow();
        }
        slots.set(number, descriptor);
        freed -= again ? 1 : 0;
        fresh += again ? 0 : 1;
        return number;
    }

    /// The descriptor with this number, or null.
    public @Nullable Descriptor find(int number) {
        AtomicReferenceArray<@Nullable Descriptor> now = slots;
        return number >= 0 && number < now.length() ? now.get(number) : null;
    }

    /// The descriptor with this number.
    ///
    /// @throws SocketException if there is none
    public Descriptor get(int number) throws SocketException {
        Descriptor found = find(number);
        if (found == null) {
            throw new SocketException("Bad file descriptor");
        }
        return found;
    }

    /// Frees a number, and gives the descriptor that had it, or null.
    public synchronized @Nullable Descriptor remove(int number) {
        Descriptor found = find(number);
        if (found != null) {
            slots.set(number, null);
            free[freed++] = number;
        }
        return found;
    }

    private void grow() {
        AtomicReferenceArray<@Nullable Descriptor> old = slots;
        AtomicReferenceArray<@Nullable Descriptor> larger =
                new AtomicReferenceArray<>(Math.min(limit, old.length() * 2));
        for (int i = 0; i < old.length(); i++) {
            larger.set(i, old.get(i));
        }
        free = Arrays.copyOf(free, larger.length());
        slots = larger;
    }
}
