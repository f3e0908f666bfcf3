package dev.morgana.net.tcp;

/// The states of a connection (RFC 9293 section 3.3.2). CLOSED is fictional: it stands for a connection that is no more.
public enum TcpState {
    /// Waiting for a connection request from any remote endpoint.
    LISTEN,
    /// Waiting for a matching connection request after having sent one.
    SYN_SENT,
    /// Waiting for the acknowledgment of our connection request after having both received and sent one.
    SYN_RECEIVED,
    /// Open: data can be exchanged.
    ESTABLISHED,
    /// We closed; waiting for the acknowledgment of our FIN or for the remote end's FIN.
    FIN_WAIT_1,
    /// Our FIN is acknowledged; waiting for the remote end's FIN.
    FIN_WAIT_2,
    /// The remote end closed; waiting for the local user to close.
    CLOSE_WAIT,
    /// Both closed at once; waiting for the acknowledgment of our FIN.
    CLOSING,
    /// The remote end closed first, then we; waiting for the acknowledgment of our FIN.
    LAST_ACK,
    /// Waiting until the remote end has surely received the acknowledgment of its FIN.
    TIME_WAIT,
    /// No connection.
    CLOSED;

    /// Whether both ends' initial sequence numbers are known and acknowledged: every state behind SYN-RECEIVED (section 3.5.3).
    boolean synchronizedWithPeer() {
        return compareTo(ESTABLISHED) >= 0 && this != CLOSED;
    }

    /// Whether the user may still queue data for sending.
    boolean acceptsData() {
        return this == SYN_SENT
                || this == SYN_RECEIVED
                || this == ESTABLISHED
                || this == CLOSE_WAIT;
    }

    /// Whether data of the remote end may still arrive.
    boolean expectsData() {
        return this == ESTABLISHED || this == FIN_WAIT_1 || this == FIN_WAIT_2;
    }

    /// Whether the state machine may send text or FIN: the handshake is over and our FIN is not acknowledged.
    boolean transmits() {
        return this == ESTABLISHED
                || this == CLOSE_WAIT
                || this == FIN_WAIT_1
                || this == CLOSING
                || this == LAST_ACK;
    }
}
