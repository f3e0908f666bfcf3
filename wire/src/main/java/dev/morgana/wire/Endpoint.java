package dev.morgana.wire;

/// A transport address: IPv4 address and port (RFC 9293 calls it a socket).
public record Endpoint(Ipv4Address address, int port) {
    /// @throws IllegalArgumentException if the port is outside 0 to 65535
    public Endpoint {
        if (port < 0 || port > 65535) {
            throw new IllegalArgumentException("port out of range: " + port);
        }
    }

    @Override
    public String toString() {
        return address + ":" + port;
    }
}
