package dev.morgana.net.udp;

import org.jspecify.annotations.Nullable;

/// Datagrams, the oldest first; linked through themselves, so that adding one needs no memory.
final class DatagramQueue {
    private @Nullable Datagram first;
    private @Nullable Datagram last;
    private int size;

    int size() {
        return size;
    }

    /// Adds a datagram that is in no queue.
    void add(Datagram datagram) {
        if (last == null) {
            first = datagram;
        } else {
            last.next = datagram;
        }
        last = datagram;
        size++;
    }

    /// Removes and gives the oldest, or null.
    @Nullable Datagram poll() {
        Datagram datagram = first;
        if (datagram != null) {
            first = datagram.next;
            datagram.next = null;
            last = first == null ? null : last;
            size--;
        }
        return datagram;
    }
}
