package dev.morgana.runtime.net;

import dev.morgana.sockets.Descriptor;
import dev.morgana.sockets.StreamSocket;
import dev.morgana.sockets.StreamSocketOptions;
import java.net.SocketException;

/// Socket options by the numbers of Linux, which the JDK has in its tables. Options without effect here (type of service, reuse of
/// addresses, which never blocks a port here) keep no state: they read as off.
final class SocketOptionNumbers {
    private static final int SOCKET = 1;
    private static final int TCP = 6;

    private static final int SEND_BUFFER = 7;
    private static final int RECEIVE_BUFFER = 8;
    private static final int KEEP_ALIVE = 9;
    private static final int LINGER = 13;
    private static final int NO_DELAY = 1;

    private SocketOptionNumbers() {}

    static int get(Descriptor descriptor, int level, int option) throws SocketException {
        if (!(descriptor instanceof StreamSocket socket)) {
            return 0;
        }
        StreamSocketOptions options = new StreamSocketOptions(socket);
        return switch (number(level, option)) {
            case SOCKET << 8 | SEND_BUFFER -> options.sendBuffer();
            case SOCKET << 8 | RECEIVE_BUFFER -> options.receiveBuffer();
            case SOCKET << 8 | KEEP_ALIVE -> options.keepAlive() ? 1 : 0;
            case SOCKET << 8 | LINGER -> options.linger();
            case TCP << 8 | NO_DELAY -> options.noDelay() ? 1 : 0;
            default -> 0;
        };
    }

    static void set(Descriptor descriptor, int level, int option, int value)
            throws SocketException {
        if (!(descriptor instanceof StreamSocket socket)) {
            return;
        }
        StreamSocketOptions options = new StreamSocketOptions(socket);
        switch (number(level, option)) {
            case SOCKET << 8 | SEND_BUFFER -> options.sendBuffer(value);
            case SOCKET << 8 | RECEIVE_BUFFER -> options.receiveBuffer(value);
            case SOCKET << 8 | KEEP_ALIVE -> options.keepAlive(value != 0);
            case SOCKET << 8 | LINGER -> options.linger(value);
            case TCP << 8 | NO_DELAY -> options.noDelay(value != 0);
            default -> {}
        }
    }

    private static int number(int level, int option) {
        return level << 8 | option;
    }
}
