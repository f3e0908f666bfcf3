package dev.morgana.sockets;

/// Bits of readiness, with the numbers of `poll` and `epoll` on Linux.
public final class Readiness {
    /// Reading, or accepting, would not block.
    public static final int IN = 1;

    /// Writing would not block, or connecting is over.
    public static final int OUT = 4;

    /// It failed; watched even if not asked for.
    public static final int ERROR = 8;

    /// Both directions are closed; watched even if not asked for.
    public static final int HANG_UP = 16;

    /// Not open; watched even if not asked for.
    public static final int INVALID = 32;

    /// Flag of a registration: watch for one event, then wait to be armed again.
    public static final int ONE_SHOT = 1 << 30;

    private static final int ALWAYS = ERROR | HANG_UP;

    private Readiness() {}

    /// What of `ready` somebody wants to know who asked for `events`.
    static int wanted(int ready, int events) {
        return ready & (events | ALWAYS);
    }
}
