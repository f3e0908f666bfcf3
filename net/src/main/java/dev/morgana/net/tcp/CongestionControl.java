package dev.morgana.net.tcp;

/// How much may be in the network at once (RFC 5681). Sizes in octets. Told of acknowledgments and losses, it answers what to send
/// again at once; the retransmission timer is elsewhere.
sealed interface CongestionControl permits NewReno {
    /// The congestion window, with the allowances of limited transmit and fast recovery.
    int window();

    /// The connection is established with segments of at most `smss` octets.
    void established(int smss, boolean synRetransmitted);

    /// The segment size has changed (path MTU discovery).
    void segmentSize(int smss);

    /// `ack` has acknowledged `octets` new octets while `flight` were in flight before it.
    ///
    /// @return whether the segment at SND.UNA is to be sent again at once (partial acknowledgment)
    boolean acknowledged(int ack, int octets, int flight);

    /// A duplicate acknowledgment has arrived.
    ///
    /// @param nxt SND.NXT
    /// @return whether the segment at SND.UNA is to be sent again at once (fast retransmit)
    boolean duplicate(int nxt, int flight);

    /// [LossRecovery] has found a loss while `flight` octets were in flight (RFC 6675 section 5 step 4.2).
    void lossDetected(int flight);

    /// The retransmission timer has expired.
    ///
    /// @param again whether it is the second time or more for the same segment
    void timedOut(int nxt, int flight, boolean again);

    /// Nothing was sent for longer than a retransmission timeout (section 4.1).
    void idle();

    /// Whether a loss is being repaired by fast recovery.
    boolean recovering();
}
