package dev.morgana.net.udp;

/// What became of a datagram to send. As always with IP, `SENT` does not mean that it arrives.
public enum SendResult {
    /// Handed to IP.
    SENT,
    /// No buffer is free: try again later.
    NO_BUFFER,
    /// More data than a datagram holds: 65507 octets.
    TOO_LONG,
    /// No route leads to the destination, or there is no address to send from.
    NO_ROUTE
}
