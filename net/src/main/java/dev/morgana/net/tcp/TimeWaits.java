package dev.morgana.net.tcp;

import dev.morgana.wire.TcpHeader;
import java.util.Iterator;
import java.util.LinkedHashSet;

/// The connections in TIME-WAIT (RFC 9293 section 3.6.1 MUST-13), at most as many as the parameters allow; then the oldest goes early.
final class TimeWaits {
    private final TcpLayer layer;
    private final LinkedHashSet<TimeWait> records = new LinkedHashSet<>();

    TimeWaits(TcpLayer layer) {
        this.layer = layer;
    }

    /// Remembers `c`, which has entered TIME-WAIT and left the table.
    void add(TcpConnection c, long now) {
        if (records.size() >= layer.parameters().listen().timeWait()) {
            Iterator<TimeWait> oldest = records.iterator();
            layer.forget(oldest.next());
            oldest.remove();
        }
        TimeWait record = new TimeWait(c, until(now));
        records.add(record);
        layer.remember(record);
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
        boolean beyond = SequenceNumber.before(record.rcvNxt() - 1, s.sequence());
        if (s.has(TcpHeader.SYN) && !s.has(TcpHeader.ACK) && beyond) {
            // 3.6.1: a SYN beyond the old sequence numbers may reuse the pair.
            expired(record);
            if (!layer.passiveOpen().arrived(s, record.sndNxt(), now)) {
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
