package dev.morgana.net.udp;

import dev.morgana.wire.Endpoint;

/// The endpoint is taken by another UDP socket, or no ephemeral port is left.
public final class PortInUseException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    PortInUseException(Endpoint wanted) {
        super("port in use: " + wanted);
    }
}
