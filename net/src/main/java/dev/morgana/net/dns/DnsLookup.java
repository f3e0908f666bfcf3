package dev.morgana.net.dns;

import dev.morgana.net.Watcher;
import org.jspecify.annotations.Nullable;

/// One lookup by one user. Several lookups of a name share one exchange with the servers.
public final class DnsLookup {
    private @Nullable DnsAnswer answer;
    private Watcher watcher = Watcher.NONE;

    DnsLookup() {}

    /// The answer, or null while it is awaited.
    public @Nullable DnsAnswer answer() {
        return answer;
    }

    /// Sets who is told when the answer is there.
    public void watcher(Watcher told) {
        watcher = told;
    }

    void complete(DnsAnswer found) {
        answer = found;
        watcher.changed();
    }
}
