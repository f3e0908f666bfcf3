package dev.morgana.launch;

import java.io.IOException;
import java.net.BindException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;

/// Chooses the ports of the host that lead to a program.
public final class Ports {
    private static final int DEFAULT = 8080;
    private static final int TRIED = 200;

    private Ports() {}

    /// The forwards that the user wants, each of them free; without any, the first free port from 8080 on, to the program's 8080.
    ///
    /// @throws UsageException if a wanted port is taken
    public static List<PortForward> choose(List<PortForward> wanted) throws IOException {
        for (var forward : wanted) {
            if (!isFree(forward)) {
                throw new UsageException(
                        "port %d of %s is taken by another program: choose another with -p HOST:%d"
                                .formatted(forward.host(), forward.address(), forward.guest()));
            }
        }
        return wanted.isEmpty() ? List.of(firstFree()) : wanted;
    }

    /// A free port of the host's loopback that leads to a port of the program, for tests.
    ///
    /// @param guest the program's port, as `8080` or `53/udp`
    /// @throws UsageException if it has another form
    public static PortForward anyTo(String guest) throws IOException {
        var loopback = InetAddress.getLoopbackAddress();
        if (guest.endsWith("/udp")) {
            try (var socket = new DatagramSocket(0, loopback)) {
                return PortForward.parse(socket.getLocalPort() + ":" + guest);
            }
        }
        try (var socket = new ServerSocket(0, 1, loopback)) {
            return PortForward.parse(socket.getLocalPort() + ":" + guest);
        }
    }

    private static PortForward firstFree() throws IOException {
        for (int port = DEFAULT; port < DEFAULT + TRIED; port++) {
            var forward = PortForward.loopback(port, DEFAULT);
            if (isFree(forward)) {
                return forward;
            }
        }
        throw new UsageException(
                "no port from %d to %d is free: choose one with -p HOST:%d"
                        .formatted(DEFAULT, DEFAULT + TRIED - 1, DEFAULT));
    }

    private static boolean isFree(PortForward forward) throws IOException {
        var wanted =
                new InetSocketAddress(InetAddress.getByName(forward.address()), forward.host());
        try {
            switch (forward.protocol()) {
                case TCP -> listen(wanted);
                case UDP -> new DatagramSocket(wanted).close();
            }
            return true;
        } catch (BindException e) {
            return false;
        }
    }

    private static void listen(InetSocketAddress wanted) throws IOException {
        try (var probe = new ServerSocket()) {
            // As QEMU does it: a port whose last connection has just ended is free.
            probe.setReuseAddress(true);
            probe.bind(wanted);
        }
    }
}
