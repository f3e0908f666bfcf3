package dev.morgana.net.tcp;

import dev.morgana.wire.TcpHeader;
import dev.morgana.wire.TcpOptions;

/// The connections in TIME-WAIT (RFC 9293 section 3.6.1 MUST-13), at most as many as the parameters allow; then the oldest goes early.
final class TimeWaits {
    private final TcpLayer layer;
    private final RecordList records = new RecordList();

    TimeWaits(TcpLayer layer) {
        this.layer = layer;
    }

    /// Remembers `c`, which has entered TIME-WAIT and left the table. Where there is no memory for that, TIME-WAIT is over at once.
    void add(TcpConnection c, long now) {
        PairRecord oldest =
                records.size() >= layer.parameters().listen().timeWait() ? records.poll() : null;
        if (oldest != null) {
            layer.forget(oldest);
        }
        try {
            TimeWait record = new TimeWait(c, until(now));
            layer.remember(record);
            records.add(record);
        } catch (OutOfMemoryError e) {
            // as if it had been the oldest of too many
        }
    }

    /// How many there are.
    int size() {
        return records.size();
    }

    /// A segment for a connection in TIME-WAIT arrives (3.10.7.4).
    void arrived(TimeWait record, Segment s, long now) {
        if (s.has(TcpHeader.RST)) {
            // RFC 1337: a stray RST must not end TIME-WAIT early.
            return;
        }
        if (s.has(TcpHeader.SYN) && !s.has(TcpHeader.ACK) && mayReuse(record, s)) {
            boolean heard = layer.passiveOpen().arrived(s, record.sndNxt(), now);
            expired(record);
            if (!heard) {
                layer.writer().reset(s, now);
            }
            return;
        }
        if (s.has(TcpHeader.FIN) && s.end() == record.rcvNxt()) {
            // Our acknowledgment of its FIN was lost: repeat it, wait 2 MSL from now.
            records.remove(record);
            records.add(record);
            record.restart(until(now));
            acknowledge(record, now);
        } else if (s.length() > 0 || s.sequence() != record.rcvNxt()) {
            challenge(record, now);
        }
    }

    /// Whether a SYN may open the pair anew (RFC 9293 section 3.6.1, RFC 6191 section 2): beyond the old sequence numbers, or beyond the old
    /// timestamps, by which PAWS will tell the old segments from the new ones.
    private static boolean mayReuse(TimeWait record, Segment s) {
        TcpOptions options = s.header().options();
        boolean beyond = SequenceNumber.before(record.rcvNxt() - 1, s.sequence());
        if (!options.timestamps()) {
            return beyond;
        }
        if (!record.timestamps.isOn()) {
            return true;
        }
        int newer = options.timestampValue() - record.timestamps.recent();
        return newer > 0 || (newer == 0 && beyond);
    }

    private void challenge(TimeWait record, long now) {
        if (record.limit().permits(layer.random(), now)) {
            layer.counters().challenges++;
            acknowledge(record, now);
        }
    }

    private void acknowledge(TimeWait record, long now) {
        layer.writer().control(record, record.sndNxt(), record.rcvNxt(), TcpHeader.ACK, now);
    }

    /// 2 MSL have passed.
    void expired(TimeWait record) {
        records.remove(record);
        layer.forget(record);
    }

    private long until(long now) {
        return now + 2 * layer.parameters().timers().segmentLifetime();
    }
}
