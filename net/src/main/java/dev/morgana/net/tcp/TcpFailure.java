package dev.morgana.net.tcp;

/// Why a connection ended otherwise than by an orderly close (RFC 9293 section 3.6 MUST-12: the application tells the two apart).
public sealed interface TcpFailure {
    /// The remote end answered our connection request with RST.
    record Refused() implements TcpFailure {}

    /// The remote end reset the open connection, or we did ([TcpConnection#abort]).
    record Reset() implements TcpFailure {}

    /// The remote end did not answer within the limit R2 (RFC 9293 section 3.8.3).
    record TimedOut() implements TcpFailure {}

    /// No route, or an ICMP destination unreachable message in answer to our connection request (section 3.9.2.2).
    ///
    /// @param code ICMP code: 0 network, 1 host, 2 protocol, 3 port, 13 prohibited; 0 also when we have no route ourselves
    record Unreachable(int code) implements TcpFailure {}

    /// The one [Refused].
    TcpFailure REFUSED = new Refused();

    /// The one [Reset].
    TcpFailure RESET = new Reset();

    /// The one [TimedOut].
    TcpFailure TIMED_OUT = new TimedOut();
}
