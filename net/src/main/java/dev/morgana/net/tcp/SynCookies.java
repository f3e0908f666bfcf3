package dev.morgana.net.tcp;

import dev.morgana.net.RandomSource;
import dev.morgana.wire.Endpoint;
import dev.morgana.wire.TcpOptions;
import org.jspecify.annotations.Nullable;

/// SYN cookies (RFC 4987 section 3.6): when the records of half-open connections are used up, our answer to SYN holds in itself what the
/// connection will need, and the peer's acknowledgment brings it back.
///
/// ```
///    initial sequence number:  | time, 5 bits | MSS, 3 bits | keyed hash, 24 bits |
///    end of TSval:             | SACK permitted, 1 bit | window shift or 15 for none, 4 bits |
/// ```
///
/// So nothing is lost for a peer with timestamps. Cookies are accepted for two minutes after the last was sent, otherwise nobody need
/// try to guess them. The first one after that has a new secret, which a copy of the machine that was made before does not share.
final class SynCookies {
    private static final long PERIOD = 64_000_000_000L;
    private static final int[] SIZES = {216, 536, 1024, 1220, 1380, 1440, 1448, 1460};
    private static final int NO_SHIFT = 15;

    /// The bits of TSval that are taken.
    static final int TIMESTAMP_BITS = 31;

    private final RandomSource random;
    private @Nullable SipHash hash;
    private long lastSent;

    SynCookies(RandomSource random) {
        this.random = random;
    }

    /// The record that answers a SYN and is then forgotten.
    HalfOpen issue(Listener listener, Endpoint local, Endpoint remote, HalfOpen.Request request) {
        SipHash secret = secret(request.now());
        if (secret == null) {
            secret = new SipHash(random);
            hash = secret;
        }
        lastSent = request.now();
        long period = request.now() / PERIOD;
        int size = 0;
        while (size < SIZES.length - 1 && SIZES[size + 1] <= request.mss()) {
            size++;
        }
        HalfOpen record =
                new HalfOpen(
                        listener,
                        local,
                        remote,
                        request.withIss(
                                cookie(
                                        secret,
                                        pair(secret, local, remote, request.irs()),
                                        period,
                                        size)));
        int shift = request.windowShift() < 0 ? NO_SHIFT : Math.min(request.windowShift(), 14);
        record.hideInTimestamp((request.sackPermitted() ? 16 : 0) | shift);
        return record;
    }

    /// The record that the acknowledgment `s` of a cookie brings back, or null if it acknowledges none.
    @Nullable HalfOpen restore(Listener listener, Segment s, Timestamps timestamps, long now) {
        SipHash secret = secret(now);
        if (secret == null) {
            return null;
        }
        Endpoint local = new Endpoint(s.destination(), s.header().destinationPort());
        Endpoint remote = new Endpoint(s.source(), s.header().sourcePort());
        int irs = s.sequence() - 1;
        int iss = s.acknowledgment() - 1;
        long pair = pair(secret, local, remote, irs);
        int told = iss - offset(pair);
        int size = told >>> 24 & 7;
        long period = now / PERIOD;
        period -= (period - (told >>> 27)) & 31;
        if (period < now / PERIOD - 1 || iss != cookie(secret, pair, period, size)) {
            return null;
        }
        TcpOptions options = s.header().options();
        int shift = NO_SHIFT;
        boolean sack = false;
        if (options.timestamps()) {
            timestamps.negotiated(options.timestampValue(), now);
            shift = options.timestampEcho() & 15;
            sack = (options.timestampEcho() & 16) != 0;
        }
        HalfOpen.Request request =
                new HalfOpen.Request(
                        irs,
                        iss,
                        SIZES[size],
                        shift == NO_SHIFT ? -1 : shift,
                        sack,
                        timestamps,
                        0,
                        now);
        return new HalfOpen(listener, local, remote, request);
    }

    /// What the cookies are made with whose acknowledgments may come now, or null when there are none.
    private @Nullable SipHash secret(long now) {
        return now - lastSent <= 2 * PERIOD ? hash : null;
    }

    private static long pair(SipHash hash, Endpoint local, Endpoint remote, int irs) {
        long addresses = SocketPair.addresses(local.address().bits(), remote.address().bits());
        long ports = SocketPair.ports(local.port(), remote.port());
        return hash.hash(addresses, ports << 32 | (irs & 0xffff_ffffL));
    }

    /// Hides the bits that tell something: to others all 32 bits are random (RFC 6528).
    private static int offset(long pair) {
        return (int) (pair >>> 32);
    }

    private static int cookie(SipHash hash, long pair, long period, int size) {
        int secret = (int) hash.hash(pair, period << 3 | size) & 0xff_ffff;
        int telling = (int) (period & 31) << 27 | size << 24 | secret;
        return telling + offset(pair);
    }
}
