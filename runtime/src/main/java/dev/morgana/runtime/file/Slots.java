package dev.morgana.runtime.file;

import java.util.ArrayList;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/// Numbers for things, the smallest free one for each.
final class Slots<T> {
    private static final int LIMIT = 1 << 16;

    private final ArrayList<@Nullable T> things = new ArrayList<>();
    private final BitSet taken = new BitSet();

    /// Gives a thing a number, or -1 if there are too many.
    synchronized int add(T thing) {
        int number = taken.nextClearBit(0);
        if (number == LIMIT) {
            return -1;
        }
        taken.set(number);
        if (number == things.size()) {
            things.add(thing);
        } else {
            things.set(number, thing);
        }
        return number;
    }

    /// The thing with this number, or null.
    synchronized @Nullable T get(int number) {
        return number >= 0 && number < things.size() ? things.get(number) : null;
    }

    /// Frees a number, and gives what had it, or null.
    synchronized @Nullable T remove(int number) {
        T removed = get(number);
        if (removed != null) {
            things.set(number, null);
            taken.clear(number);
        }
        return removed;
    }
}
