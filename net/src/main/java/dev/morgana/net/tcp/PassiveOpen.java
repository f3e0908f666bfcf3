package dev.morgana.net.tcp;

import dev.morgana.wire.Endpoint;
import dev.morgana.wire.Ipv4Address;
import dev.morgana.wire.TcpHeader;
import dev.morgana.wire.TcpOptions;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// LISTEN and the passive half of SYN-RECEIVED (RFC 9293 sections 3.10.7.2 and 3.10.7.4): all that strangers can make us remember, in
/// bounded and small records (RFC 4987).
final class PassiveOpen {
    private final TcpLayer layer;
    private final Map<Endpoint, Listener> listeners = new HashMap<>();
    private final SynCookies cookies;

    PassiveOpen(TcpLayer layer) {
        this.layer = layer;
        this.cookies = new SynCookies(layer.random());
    }

    /// Adds a listener; any number may exist, on different endpoints (MUST-42).
    ///
    /// @throws AddressInUseException if there is one on the same endpoint
    Listener listen(Endpoint local, int backlog) {
        Listener made = new Listener(layer, local, backlog);
        if (listeners.containsKey(local)) {
            throw new AddressInUseException(local);
        }
        try {
            listeners.put(local, made);
        } catch (OutOfMemoryError e) {
            // a hash table inserts before it grows
            listeners.remove(local, made);
            throw e;
        }
        return made;
    }

    /// Forgets a listener and its half-open connections.
    void close(Listener listener) {
        listeners.remove(listener.local(), listener);
        RecordList halfOpen = listener.halfOpen();
        for (PairRecord next = halfOpen.poll(); next != null; next = halfOpen.poll()) {
            layer.forget(next);
        }
    }

    /// 3.10.7.2 LISTEN.
    ///
    /// @param leastIss a number that our initial sequence number must exceed, or null (RFC 9293 3.6.1: reuse of a pair in TIME-WAIT)
    /// @return false if nobody listens there
    boolean arrived(Segment s, @Nullable Integer leastIss, long now) {
        int port = s.header().destinationPort();
        Listener listener = listeners.get(new Endpoint(s.destination(), port));
        if (listener == null) {
            listener = listeners.get(new Endpoint(Ipv4Address.ANY, port));
        }
        if (listener == null) {
            return false;
        }
        // First, RST is ignored; second, an ACK is answered with RST; third, SYN opens; fourth, the
        // rest is dropped.
        if (s.has(TcpHeader.RST)) {
            return true;
        }
        if (s.has(TcpHeader.ACK)) {
            acknowledged(listener, s, now);
        } else if (s.has(TcpHeader.SYN)) {
            open(listener, s, leastIss, now);
        }
        return true;
    }

    private void open(Listener listener, Segment s, @Nullable Integer leastIss, long now) {
        if (listener.full() || layer.budget().isOverdrawn()) {
            // The peer tries again; by then somebody may have accepted.
            layer.counters().refusedSyns++;
            return;
        }
        Endpoint local = new Endpoint(s.destination(), s.header().destinationPort());
        Endpoint remote = new Endpoint(s.source(), s.header().sourcePort());
        int iss = layer.initialSequenceNumber(local, remote, now);
        if (leastIss != null && !SequenceNumber.before(leastIss, iss)) {
            iss = leastIss + 0xffff;
        }
        long timeout = layer.parameters().timers().initialRto();
        Timestamps timestamps = layer.timestamps(local, remote);
        HalfOpen.Request request = HalfOpen.Request.of(s, iss, timestamps, timeout, now);
        if (listener.halfOpen().size() >= layer.parameters().listen().halfOpen()) {
            if (leastIss == null) {
                layer.counters().cookiesSent++;
                answer(cookies.issue(listener, local, remote, request), now);
                return;
            }
            // A cookie could not lie beyond the old numbers.
            dropOldest(listener);
        }
        HalfOpen record = new HalfOpen(listener, local, remote, request);
        layer.remember(record);
        listener.halfOpen().add(record);
        answer(record, now);
    }

    /// An acknowledgment of a connection that we do not remember: of a cookie, or of nothing.
    private void acknowledged(Listener listener, Segment s, long now) {
        Endpoint local = new Endpoint(s.destination(), s.header().destinationPort());
        Endpoint remote = new Endpoint(s.source(), s.header().sourcePort());
        Timestamps timestamps = layer.timestamps(local, remote);
        HalfOpen record =
                s.has(TcpHeader.SYN) ? null : cookies.restore(listener, s, timestamps, now);
        if (record == null) {
            layer.writer().reset(s, now);
        } else if (listener.full()) {
            layer.counters().refusedSyns++;
        } else {
            layer.counters().cookiesAccepted++;
            TcpConnection c = connection(record, now);
            layer.remember(c);
            layer.segmentArrives().process(c, s, now);
        }
    }

    private void dropOldest(Listener listener) {
        layer.counters().refusedSyns++;
        PairRecord oldest = listener.halfOpen().poll();
        if (oldest != null) {
            layer.forget(oldest);
        }
    }

    private void answer(HalfOpen record, long now) {
        layer.writer().synAck(record, layer.parameters(), now);
    }

    /// A segment for a half-open connection arrives: SYN-RECEIVED of 3.10.7.4.
    void arrived(HalfOpen record, Segment s, long now) {
        TcpOptions options = s.header().options();
        boolean expected = s.sequence() == record.irs() + 1;
        if (s.has(TcpHeader.RST)) {
            // MUST-11: back to LISTEN; RFC 5961 3.2: only the exact number.
            if (expected) {
                drop(record);
            }
        } else if (s.has(TcpHeader.SYN)) {
            repeated(record, s, now);
        } else if (record.timestamps.isMissing(options)) {
            return;
        } else if (!inWindow(record, s) || record.timestamps.isOld(options, now)) {
            // limited: a peer with another opinion of this connection could answer for ever
            if (record.limit().permits(layer.random(), now)) {
                answer(record, now);
            }
        } else if (s.has(TcpHeader.ACK) && s.acknowledgment() != record.iss() + 1) {
            layer.writer().reset(s, now);
        } else if (s.has(TcpHeader.ACK)) {
            lastAcknowledgment(record, s, now);
        }
    }

    private void repeated(HalfOpen record, Segment s, long now) {
        boolean same = s.sequence() == record.irs();
        if (same && record.timestamps.isMissing(s.header().options())) {
            record.timestamps.withdrawn();
        } else if (same) {
            record.timestamps.update(s, record.irs(), now);
        }
        answer(record, now);
    }

    private boolean inWindow(HalfOpen record, Segment s) {
        int window = offeredWindow();
        int nxt = record.irs() + 1;
        return SequenceNumber.within(nxt, s.sequence(), nxt + window);
    }

    private void lastAcknowledgment(HalfOpen record, Segment s, long now) {
        if (record.listener().full()) {
            // Neither refused nor accepted: the peer believes it is connected, and our next SYN-ACK
            // makes it acknowledge again.
            layer.counters().refusedSyns++;
            return;
        }
        TcpConnection c = connection(record, now);
        drop(record);
        layer.remember(c);
        if (record.retransmitted()) {
            c.retransmission.again(now, c.rtt.timeout());
        } else {
            c.rtt.sample(now - record.request().now());
        }
        layer.segmentArrives().process(c, s, now);
    }

    /// The record's connection, whose state is still SYN-RECEIVED. It is to be remembered in the record's place.
    private TcpConnection connection(HalfOpen record, long now) {
        HalfOpen.Request asked = record.request();
        TcpConnection c =
                new TcpConnection(layer, record.local(), record.remote(), record.listener());
        c.enter(TcpState.SYN_RECEIVED);
        c.snd.start(asked.iss());
        c.rcv.start(asked.irs(), offeredWindow());
        if (record.timestamps.isOn()) {
            c.timestamps.negotiated(record.timestamps.recent(), asked.now());
        }
        c.negotiate(asked.mss(), asked.windowShift(), asked.sackPermitted());
        c.retransmission.restart(now, c.rtt.timeout());
        return c;
    }

    private int offeredWindow() {
        return ReceiveSequenceSpace.initialWindow(layer.parameters().receiveBuffer());
    }

    /// The timer of a half-open connection expires: SYN-ACK goes out again, or the record goes (MUST-23).
    void expired(HalfOpen record, long now) {
        if (record.exhausted(now, layer.parameters().timers().giveUpSyn())) {
            drop(record);
            return;
        }
        layer.counters().retransmitted++;
        record.again(now, layer.parameters().timers().maximumRto());
        answer(record, now);
        layer.schedule(record);
    }

    private void drop(HalfOpen record) {
        record.listener().halfOpen().remove(record);
        layer.forget(record);
    }
}
