package dev.morgana.net.ip;

import java.util.concurrent.TimeUnit;

/// Announces and defends our address (RFC 5227 sections 2.3 and 2.4). The address is used at once, without the probes of section 2.1:
/// a machine that starts in milliseconds cannot wait seconds for silence. Instead, a conflict while the address is still being
/// announced counts like one that a probe had found.
final class AddressDefence {
    /// Section 1.1: ANNOUNCE_NUM.
    static final int ANNOUNCEMENTS = 2;

    /// Section 1.1: ANNOUNCE_INTERVAL.
    static final long ANNOUNCE_INTERVAL = TimeUnit.SECONDS.toNanos(2);

    /// Section 1.1: DEFEND_INTERVAL.
    static final long DEFEND_INTERVAL = TimeUnit.SECONDS.toNanos(10);

    private final boolean yielding;
    private int left = ANNOUNCEMENTS;
    private long nextAnnouncement;
    private long quietSince;
    private boolean contested;

    /// What to do about another machine's claim.
    enum Reaction {
        /// Send one announcement.
        DEFEND,
        /// Nothing: we have defended ourselves just now.
        IGNORE,
        /// Stop using the address.
        GIVE_UP
    }

    /// Begins to announce.
    ///
    /// @param yielding whether the address is given up to one who insists (section 2.4 (b): a leased one), or kept (section 2.4 (c): a
    ///     configured one)
    AddressDefence(boolean yielding, long now) {
        this.yielding = yielding;
        this.nextAnnouncement = now;
    }

    /// When the next announcement is due, or [Long#MAX_VALUE].
    long deadline() {
        return left > 0 ? nextAnnouncement : Long.MAX_VALUE;
    }

    /// Whether to announce now; counts the announcement.
    boolean due(long now) {
        if (deadline() > now) {
            return false;
        }
        left--;
        nextAnnouncement = now + ANNOUNCE_INTERVAL;
        return true;
    }

    /// Another machine claims the address.
    Reaction conflict(long now) {
        boolean announcing = left > 0 || now < nextAnnouncement;
        boolean again = contested && now - quietSince < DEFEND_INTERVAL;
        if (yielding && (announcing || again)) {
            return Reaction.GIVE_UP;
        }
        if (again) {
            return Reaction.IGNORE;
        }
        contested = true;
        quietSince = now;
        return Reaction.DEFEND;
    }
}
