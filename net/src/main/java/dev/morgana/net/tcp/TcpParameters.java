package dev.morgana.net.tcp;

import java.util.concurrent.TimeUnit;

/// The figures that RFC 9293 and its companions leave to the implementation. Times are nanoseconds, sizes octets.
///
/// @param receiveBuffer limit of a connection's receive buffer, and with it the largest window offered
/// @param sendBuffer limit of a connection's send buffer
/// @param listen limits of connections that others open
/// @param memory of the buffers of all connections together
/// @param timers the times
public record TcpParameters(
        int receiveBuffer, int sendBuffer, Passive listen, long memory, Timers timers) {
    /// The largest receive buffer that a connection can have.
    public static final int MAX_RECEIVE_BUFFER = 1 << 20;

    /// What an ordinary machine uses: up to 1 MB for what has come, 256 KB for what goes, as far as the memory for all, 16 MB, gives it. A sender on this host is so far
    /// ahead of the reader that it need not wait for each window; what we send ourselves has to pass the queues of networks.
    public static final TcpParameters DEFAULT =
            new TcpParameters(
                    MAX_RECEIVE_BUFFER, 256 << 10, Passive.DEFAULT, 16 << 20, Timers.DEFAULT);

    /// Limits of what the outside can make us remember.
    ///
    /// @param halfOpen most records of half-open connections per listener (RFC 4987); beyond, [SynCookies] do without
    /// @param timeWait most records of connections in TIME-WAIT; the oldest gives way
    public record Passive(int halfOpen, int timeWait) {
        /// 256 half-open connections per listener, 4096 in TIME-WAIT.
        public static final Passive DEFAULT = new Passive(256, 4096);
    }

    /// Times, in nanoseconds.
    ///
    /// @param initialRto retransmission timeout before any measurement (RFC 6298 section 2.1: 1 s)
    /// @param minimumVariance least margin of the retransmission timeout above the smoothed round-trip time; covers the delayed
    ///     acknowledgments of others (200 ms, as in Linux, where RFC 6298 section 2.4 recommends a floor of 1 s)
    /// @param maximumRto cap of the timeout (RFC 6298 section 2.5: at least 60 s)
    /// @param delayedAck longest delay of an acknowledgment (RFC 9293 section 3.8.6.3 MUST-40: below 0.5 s)
    /// @param giveUp the limit R2 of an open connection (section 3.8.3 SHLD-11: at least 100 s)
    /// @param giveUpSyn the limit R2 of a connection request (MUST-23: at least 3 minutes)
    /// @param segmentLifetime the maximum segment lifetime MSL; TIME-WAIT lasts twice as long (section 3.4.1 says 2 minutes, practice
    ///     30 s)
    /// @param finWait2 how long a connection that its user has fully closed waits for the remote end's FIN
    /// @param keepAlive silence before the first keep-alive probe (section 3.8.4 MUST-28: at least 2 hours)
    /// @param keepAliveInterval time between unanswered probes; after [#KEEP_ALIVE_PROBES] the connection ends
    public record Timers(
            long initialRto,
            long minimumVariance,
            long maximumRto,
            long delayedAck,
            long giveUp,
            long giveUpSyn,
            long segmentLifetime,
            long finWait2,
            long keepAlive,
            long keepAliveInterval) {
        /// The limit R1 (section 3.8.3 SHLD-9: at least 3 retransmissions), from which on the way to the peer is doubted.
        public static final int DOUBTFUL = 3;

        /// Unanswered keep-alive probes that end a connection (MUST-27: one is not enough).
        public static final int KEEP_ALIVE_PROBES = 9;

        /// The figures named in the parameters' descriptions.
        public static final Timers DEFAULT =
                new Timers(
                        TimeUnit.SECONDS.toNanos(1),
                        TimeUnit.MILLISECONDS.toNanos(200),
                        TimeUnit.SECONDS.toNanos(60),
                        TimeUnit.MILLISECONDS.toNanos(40),
                        TimeUnit.MINUTES.toNanos(15),
                        TimeUnit.MINUTES.toNanos(3),
                        TimeUnit.SECONDS.toNanos(30),
                        TimeUnit.SECONDS.toNanos(60),
                        TimeUnit.HOURS.toNanos(2),
                        TimeUnit.SECONDS.toNanos(75));
    }

    /// The same with other buffer limits.
    public TcpParameters withBuffers(int receive, int send) {
        return new TcpParameters(receive, send, listen, memory, timers);
    }

    /// The same with other limits of passive connections.
    public TcpParameters withPassive(Passive limits) {
        return new TcpParameters(receiveBuffer, sendBuffer, limits, memory, timers);
    }

    /// The same with another budget for all buffers together.
    public TcpParameters withMemory(long octets) {
        return new TcpParameters(receiveBuffer, sendBuffer, listen, octets, timers);
    }

    /// The same with other times.
    public TcpParameters withTimers(Timers times) {
        return new TcpParameters(receiveBuffer, sendBuffer, listen, memory, times);
    }

    /// The shift count of our window scale option (RFC 7323 section 2.3): [#MAX_RECEIVE_BUFFER] fits into 16 bits.
    int windowShift() {
        return 5;
    }
}
