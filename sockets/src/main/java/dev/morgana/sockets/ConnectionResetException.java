package dev.morgana.sockets;

import java.net.SocketException;

/// The remote end has reset the connection. The JDK has a class of its own for this, which only the runtime can name.
public final class ConnectionResetException extends SocketException {
    private static final long serialVersionUID = 1L;

    ConnectionResetException() {
        super("Connection reset");
    }
}
