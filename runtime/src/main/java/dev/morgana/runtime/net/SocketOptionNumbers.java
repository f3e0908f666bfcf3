package dev.morgana.runtime.net;

import dev.morgana.sockets.DatagramSocket;
import dev.morgana.sockets.Descriptor;
import dev.morgana.sockets.StreamSocket;
import dev.morgana.sockets.StreamSocketOptions;
import java.net.SocketException;

/// Socket options by the numbers of Linux, which the JDK has in its tables. Options without effect here (reuse of addresses, as a closed
/// socket never keeps its port; urgent octets in the stream, where they always are) are remembered only.
final class SocketOptionNumbers {
    private static final int IP = 0;
    private static final int SOCKET = 1;
    private static final int TCP = 6;

    private static final int SEND_BUFFER = 7;
    private static final int RECEIVE_BUFFER = 8;
    private static final int KEEP_ALIVE = 9;
    private static final int LINGER = 13;
    private static final int NO_DELAY = 1;
    private static final int TRAFFIC_CLASS = 1;
    private static final int GROUP_TIME_TO_LIVE = 33;

    /// What Linux says by default; a queue of datagrams has no size in bytes here.
    private static final int DATAGRAM_BUFFER = 212_992;

    private SocketOptionNumbers() {}

    static int get(Descriptor descriptor, int level, int option) throws SocketException {
        int number = number(level, option);
        if (!(descriptor instanceof StreamSocket socket)) {
            return datagramOption(descriptor, number);
        }
        StreamSocketOptions options = new StreamSocketOptions(socket);
        return switch (number) {
            case SOCKET << 8 | SEND_BUFFER -> options.sendBuffer();
            case SOCKET << 8 | RECEIVE_BUFFER -> options.receiveBuffer();
            case SOCKET << 8 | KEEP_ALIVE -> options.keepAlive() ? 1 : 0;
            case SOCKET << 8 | LINGER -> options.linger();
            case TCP << 8 | NO_DELAY -> options.noDelay() ? 1 : 0;
            case IP << 8 | TRAFFIC_CLASS -> options.trafficClass();
            default -> descriptor.remembered(number, 0);
        };
    }

    static void set(Descriptor descriptor, int level, int option, int value)
            throws SocketException {
        int number = number(level, option);
        if (!(descriptor instanceof StreamSocket socket)) {
            datagramOption(descriptor, number, value);
            return;
        }
        StreamSocketOptions options = new StreamSocketOptions(socket);
        switch (number) {
            case SOCKET << 8 | SEND_BUFFER -> options.sendBuffer(value);
            case SOCKET << 8 | RECEIVE_BUFFER -> options.receiveBuffer(value);
            case SOCKET << 8 | KEEP_ALIVE -> options.keepAlive(value != 0);
            case SOCKET << 8 | LINGER -> options.linger(value);
            case TCP << 8 | NO_DELAY -> options.noDelay(value != 0);
            case IP << 8 | TRAFFIC_CLASS -> options.trafficClass(value);
            default -> descriptor.remember(number, value);
        }
    }

    /// The options of the stream socket with this number.
    static StreamSocketOptions streamOptions(int descriptor) throws SocketException {
        return new StreamSocketOptions(OpenDescriptors.stream(descriptor));
    }

    private static int datagramOption(Descriptor descriptor, int number) {
        if (descriptor instanceof DatagramSocket socket) {
            switch (number) {
                case IP << 8 | TRAFFIC_CLASS -> {
                    return socket.trafficClass();
                }
                case IP << 8 | GROUP_TIME_TO_LIVE -> {
                    return socket.groupTimeToLive();
                }
                default -> {}
            }
        }
        return descriptor.remembered(number, isBuffer(number) ? DATAGRAM_BUFFER : 0);
    }

    private static void datagramOption(Descriptor descriptor, int number, int value) {
        if (descriptor instanceof DatagramSocket socket && number == (IP << 8 | TRAFFIC_CLASS)) {
            socket.trafficClass(value);
        } else if (descriptor instanceof DatagramSocket socket
                && number == (IP << 8 | GROUP_TIME_TO_LIVE)) {
            socket.groupTimeToLive(value);
        } else {
            descriptor.remember(number, value);
        }
    }

    private static boolean isBuffer(int number) {
        return number == (SOCKET << 8 | SEND_BUFFER) || number == (SOCKET << 8 | RECEIVE_BUFFER);
    }

    private static int number(int level, int option) {
        return level << 8 | option;
    }
}
