package dev.morgana.net.tcp;

/// What the layer has counted since its start.
public final class TcpCounters {
    long received;
    long sent;
    long retransmitted;
    long badChecksum;
    long malformed;
    long resetsSent;
    long resetsReceived;
    long activeOpens;
    long passiveOpens;
    long refusedSyns;
    long challenges;
    long outOfOrder;
    long noBuffer;
    long outdated;
    long shed;
    long cookiesSent;
    long cookiesAccepted;

    TcpCounters() {
        // only the layer makes one
    }

    /// The counts at this moment.
    ///
    /// @param received segments with a good checksum
    /// @param sent segments, retransmissions included
    /// @param retransmitted segments sent again
    /// @param badChecksum segments dropped for their checksum
    /// @param malformed segments dropped for their form
    /// @param resetsSent segments with RST sent
    /// @param resetsReceived connections that the peer has reset
    /// @param activeOpens connections opened by our users
    /// @param passiveOpens connections accepted from others
    /// @param refusedSyns connection requests dropped because a backlog was full
    /// @param challenges challenge ACKs sent
    /// @param outOfOrder segments that arrived before their predecessors
    /// @param noBuffer segments not sent at first because no packet buffer was free
    /// @param outdated segments dropped because their timestamp was old (RFC 7323, PAWS)
    /// @param shed segments whose text was dropped because memory was short
    /// @param cookiesSent SYN cookies sent
    /// @param cookiesAccepted connections accepted by a SYN cookie
    /// @param memory octets that the buffers of all connections hold now
    /// @param connections connections now, those half open or in TIME-WAIT included
    public record Snapshot(
            long received,
            long sent,
            long retransmitted,
            long badChecksum,
            long malformed,
            long resetsSent,
            long resetsReceived,
            long activeOpens,
            long passiveOpens,
            long refusedSyns,
            long challenges,
            long outOfOrder,
            long noBuffer,
            long outdated,
            long shed,
            long cookiesSent,
            long cookiesAccepted,
            long memory,
            int connections) {}

    Snapshot snapshot(int connections, long memory) {
        return new Snapshot(
                received,
                sent,
                retransmitted,
                badChecksum,
                malformed,
                resetsSent,
                resetsReceived,
                activeOpens,
                passiveOpens,
                refusedSyns,
                challenges,
                outOfOrder,
                noBuffer,
                outdated,
                shed,
                cookiesSent,
                cookiesAccepted,
                memory,
                connections);
    }
}
