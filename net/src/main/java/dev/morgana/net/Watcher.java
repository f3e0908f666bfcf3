package dev.morgana.net;

/// Told when the readiness of a socket may have changed.
@FunctionalInterface
public interface Watcher {
    /// A watcher that does nothing.
    Watcher NONE = () -> {};

    /// Readiness may have changed. Called from within the protocol: it must not call back into it, only note the fact or wake a
    /// thread.
    void changed();
}
