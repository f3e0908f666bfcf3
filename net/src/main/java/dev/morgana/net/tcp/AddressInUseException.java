package dev.morgana.net.tcp;

import dev.morgana.wire.Endpoint;

/// The endpoint is taken by another socket, or no ephemeral port is left.
public final class AddressInUseException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    AddressInUseException(Endpoint wanted) {
        super("address in use: " + wanted);
    }
}
