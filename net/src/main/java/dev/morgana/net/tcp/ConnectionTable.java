package dev.morgana.net.tcp;

import dev.morgana.net.RandomSource;
import dev.morgana.wire.Endpoint;
import org.jspecify.annotations.Nullable;

/// All connections by their [SocketPair]: a chained hash table whose hash is keyed, so that nobody outside can fill one chain.
final class ConnectionTable {
    private @Nullable SocketPair[] chains = new SocketPair[64];
    private int size;
    private final long key;
    private final long multiplier;

    ConnectionTable(RandomSource random) {
        key = random.next();
        multiplier = random.next() | 1;
    }

    int size() {
        return size;
    }

    /// The entry of a pair, or null.
    @Nullable SocketPair find(long addresses, int ports) {
        SocketPair entry = chains[index(addresses, ports)];
        while (entry != null && (entry.ports() != ports || entry.addresses() != addresses)) {
            entry = entry.next;
        }
        return entry;
    }

    /// The entry of a pair, or null.
    @Nullable SocketPair find(Endpoint local, Endpoint remote) {
        return find(
                SocketPair.addresses(local.address().bits(), remote.address().bits()),
                SocketPair.ports(local.port(), remote.port()));
    }

    /// Adds an entry whose pair is not in the table.
    void add(SocketPair entry) {
        if (size >= chains.length) {
            grow();
        }
        link(entry);
        size++;
    }

    /// Removes an entry; whether it was there.
    boolean remove(SocketPair entry) {
        int index = index(entry.addresses(), entry.ports());
        SocketPair before = null;
        SocketPair at = chains[index];
        while (at != null && at != entry) {
            before = at;
            at = at.next;
        }
        if (at == null) {
            return false;
        }
        if (before == null) {
            chains[index] = at.next;
        } else {
            before.next = at.next;
        }
        at.next = null;
        size--;
        return true;
    }

    /// Looks at connections.
    @FunctionalInterface
    interface Visitor {
        /// May remove `connection` from the table, and no other.
        void visit(TcpConnection connection, long now);
    }

    /// Shows `visitor` all connections with a TCB.
    void visit(Visitor visitor, long now) {
        for (SocketPair chain : chains) {
            SocketPair entry = chain;
            while (entry != null) {
                SocketPair following = entry.next;
                if (entry instanceof TcpConnection connection) {
                    visitor.visit(connection, now);
                }
                entry = following;
            }
        }
    }

    private void link(SocketPair entry) {
        int index = index(entry.addresses(), entry.ports());
        entry.next = chains[index];
        chains[index] = entry;
    }

    private void grow() {
        @Nullable SocketPair[] old = chains;
        chains = new SocketPair[old.length * 2]; // fails, if it does, before anything has changed
        for (SocketPair chain : old) {
            while (chain != null) {
                SocketPair following = chain.next;
                link(chain);
                chain = following;
            }
        }
    }

    private int index(long addresses, int ports) {
        long mixed = (addresses ^ key) * multiplier;
        mixed = (mixed ^ mixed >>> 32 ^ ports) * multiplier;
        return (int) (mixed >>> 32) & (chains.length - 1);
    }
}
