package dev.morgana.net.ip;

/// Where an IP packet comes from.
public enum Origin {
    /// A frame addressed to our card.
    UNICAST_FRAME,
    /// A frame addressed to a group of cards, or all: no ICMP error answers it (RFC 1122 section 3.2.2).
    GROUP_FRAME,
    /// This machine.
    INSIDE
}
