package dev.morgana.net.tcp;

import org.jspecify.annotations.Nullable;

/// Records in the order in which they came; linked through themselves, so that adding one needs no memory.
final class RecordList {
    private @Nullable PairRecord oldest;
    private @Nullable PairRecord youngest;
    private int size;

    int size() {
        return size;
    }

    /// Adds a record that is in no list, as the youngest.
    void add(PairRecord record) {
        record.older = youngest;
        if (youngest == null) {
            oldest = record;
        } else {
            youngest.younger = record;
        }
        youngest = record;
        size++;
    }

    /// Removes a record, if it is there.
    void remove(PairRecord record) {
        PairRecord before = record.older;
        PairRecord behind = record.younger;
        if (before == null && oldest != record) {
            return;
        }
        if (before == null) {
            oldest = behind;
        } else {
            before.younger = behind;
        }
        if (behind == null) {
            youngest = before;
        } else {
            behind.older = before;
        }
        record.older = null;
        record.younger = null;
        size--;
    }

    /// Removes and gives the oldest, or null.
    @Nullable PairRecord poll() {
        PairRecord first = oldest;
        if (first != null) {
            remove(first);
        }
        return first;
    }
}
