package dev.morgana.net.tcp;

import dev.morgana.wire.TcpOptions;

/// The timestamps of a connection (RFC 7323 sections 3 to 5): they measure round trips also of what was sent twice, and PAWS tells old
/// duplicates by them when sequence numbers have wrapped.
///
/// | here | RFC |
/// |---|---|
/// | `on` | Snd.TS.OK: both SYNs carried the option, so every later segment does (section 3.2) |
/// | `recent` | TS.Recent: what is echoed next |
/// | `offset` | Snd.TSoffset: ours, so that nobody reads the machine's uptime (section 5.4) |
final class Timestamps {
    /// Nanoseconds of one step of TSval: RFC 7323 section 5.4 wants 1 ms to 1 s.
    static final long TICK = 1_000_000;

    /// Octets of the option with its padding.
    static final int OCTETS = 12;

    private static final long OUTDATED = 24 * 24 * 3_600_000_000_000L;

    private final int offset;
    private boolean on;
    private int recent;
    private long recentSince;

    Timestamps(int offset) {
        this.offset = offset;
    }

    /// Both SYNs carry the option; the peer's said `value`.
    void negotiated(int value, long now) {
        on = true;
        take(value, now);
    }

    /// The peer repeats its SYN without the option: maybe the path does not let it through.
    void withdrawn() {
        on = false;
    }

    boolean isOn() {
        return on;
    }

    /// Octets that the option takes of every segment.
    int octets() {
        return on ? OCTETS : 0;
    }

    /// TSval of a segment that leaves now.
    int value(long now) {
        return (int) (now / TICK) + offset;
    }

    /// TS.Recent.
    int recent() {
        return recent;
    }

    /// Adds the option to a segment that leaves now, if it was negotiated.
    void write(TcpOptions options, long now) {
        if (on) {
            options.putTimestamps(value(now), recent);
        }
    }

    /// Whether a segment must be dropped because it lacks the negotiated option (section 3.2).
    boolean isMissing(TcpOptions options) {
        return on && !options.timestamps();
    }

    /// PAWS (section 5.3 R1): whether the segment is a duplicate from before the numbers wrapped. TS.Recent itself is outdated after 24
    /// days of silence (section 5.5), since its clock may have wrapped meanwhile.
    boolean isOld(TcpOptions options, long now) {
        return on
                && options.timestamps()
                && SequenceNumber.before(options.timestampValue(), recent)
                && now - recentSince <= OUTDATED;
    }

    /// Takes the TSval of an acceptable segment (section 4.3 (2)): only of one that begins at or before what we acknowledged last, so that
    /// the echo stands for the oldest segment that the acknowledgment covers.
    void update(Segment s, int lastAcknowledged, long now) {
        TcpOptions options = s.header().options();
        boolean covered = SequenceNumber.notAfter(s.header().sequence(), lastAcknowledged);
        if (on && options.timestamps() && covered && !isOld(options, now)) {
            take(options.timestampValue(), now);
        }
    }

    private void take(int value, long now) {
        recent = value;
        recentSince = now;
    }

    /// Nanoseconds since what the segment echoes was sent, or -1 if it echoes nothing of ours. TSecr is valid with ACK only (section 3.2),
    /// which the caller has checked.
    long roundTrip(Segment s, long longest, long now) {
        TcpOptions options = s.header().options();
        if (!on || !options.timestamps()) {
            return -1;
        }
        long age = (value(now) - options.timestampEcho()) * TICK;
        return age <= longest ? age : -1;
    }
}
