package dev.morgana.net.tcp;

/// Told when the readiness of a connection or listener may have changed.
@FunctionalInterface
public interface Watcher {
    /// A watcher that does nothing.
    Watcher NONE = () -> {};

    /// Readiness may have changed. Called from within the protocol: it must not call back into it, only note the fact or wake a
    /// thread.
    void changed();
}
