package dev.morgana.config;

/// A part of the system that a program may do without although it could reach it. A program that uses it nevertheless gets what the
/// JDK says on a machine that lacks it; the code of the service is not in the image.
public enum Service {
    /// Connections: `Socket`, `ServerSocket`, their channels. Opening one fails with a `SocketException`.
    TCP("TCP"),
    /// Datagrams, and all that stands on them: name resolution and DHCP. Opening a socket fails with a `SocketException`.
    UDP("UDP"),
    /// Names of hosts: each is an `UnknownHostException`, except for the machine's own and literal addresses.
    DNS("DNS"),
    /// Transport Layer Security: `SSLContext` knows no protocol.
    TLS("TLS");

    private final String title;

    Service(String title) {
        this.title = title;
    }

    /// How users know it.
    public String title() {
        return title;
    }
}
