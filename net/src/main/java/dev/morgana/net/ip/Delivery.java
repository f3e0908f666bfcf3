package dev.morgana.net.ip;

/// What became of a packet that IP handed to a transport.
public enum Delivery {
    /// The transport owns it now, or has released it.
    TAKEN,
    /// No socket has the port: the packet is still IP's, unchanged.
    NO_PORT,
    /// Nobody speaks the protocol: the packet is still IP's, unchanged.
    NO_PROTOCOL
}
