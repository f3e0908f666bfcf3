package dev.morgana.sockets;

import dev.morgana.net.ip.IcmpError;
import dev.morgana.net.tcp.TcpFailure;
import dev.morgana.wire.Icmpv4Message;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.PortUnreachableException;
import java.net.SocketException;
import org.jspecify.annotations.Nullable;

/// The exceptions and texts that the JDK gives on Linux.
final class Failures {
    /// ICMP code: the network is unreachable (RFC 792).
    private static final int NETWORK = 0;

    private Failures() {}

    /// Why a connection request failed.
    static IOException ofConnect(TcpFailure failure) {
        return switch (failure) {
            case TcpFailure.Refused() -> new ConnectException("Connection refused");
            case TcpFailure.Reset() -> new ConnectException("Connection refused");
            case TcpFailure.TimedOut() -> new ConnectException("Connection timed out");
            case TcpFailure.Unreachable(int code) when code == NETWORK ->
                    new SocketException("Network is unreachable");
            case TcpFailure.Unreachable(int code) when code == Icmpv4Message.PORT ->
                    new ConnectException("Connection refused");
            case TcpFailure.Unreachable(int code) -> new NoRouteToHostException("No route to host");
        };
    }

    /// Why reading from an open connection failed.
    static IOException ofRead(TcpFailure failure) {
        return switch (failure) {
            case TcpFailure.Refused() -> new ConnectionResetException();
            case TcpFailure.Reset() -> new ConnectionResetException();
            case TcpFailure.TimedOut() -> new SocketException("Connection timed out");
            case TcpFailure.Unreachable(int code) -> new SocketException("No route to host");
        };
    }

    /// Why writing to an open connection failed; null if its failure was reported before, or this side is shut.
    static IOException ofWrite(@Nullable TcpFailure failure) {
        return switch (failure) {
            case null -> new IOException("Broken pipe");
            case TcpFailure.Refused() -> new IOException("Connection reset by peer");
            case TcpFailure.Reset() -> new IOException("Connection reset by peer");
            case TcpFailure.TimedOut() -> new IOException("Connection timed out");
            case TcpFailure.Unreachable(int code) -> new IOException("No route to host");
        };
    }

    /// Why a datagram did not arrive.
    static SocketException ofDatagram(IcmpError error) {
        boolean unreachable = error.type() == Icmpv4Message.UNREACHABLE;
        if (unreachable && error.code() == Icmpv4Message.HOST) {
            return new NoRouteToHostException("No route to host");
        }
        if (unreachable && error.code() == NETWORK) {
            return new SocketException("Network is unreachable");
        }
        return new PortUnreachableException();
    }

    static BindException addressInUse() {
        return new BindException("Address already in use");
    }

    static BindException addressNotAvailable() {
        return new BindException("Cannot assign requested address");
    }

    static SocketException notConnected() {
        return new SocketException("Transport endpoint is not connected");
    }

    static SocketException invalid() {
        return new SocketException("Invalid argument");
    }
}
