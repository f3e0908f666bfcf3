package dev.morgana.launch;

import java.io.Closeable;
import java.io.IOException;
import java.net.BindException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
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

    /// Free ports of the host's loopback that lead to ports of a program, for tests; all are different.
    ///
    /// @param guests the program's ports, each as `8080` or `53/udp`
    /// @throws UsageException if one has another form
    public static List<PortForward> anyTo(List<String> guests) throws IOException {
        var forwards = new ArrayList<PortForward>();
        var held = new ArrayList<Closeable>();
        try {
            for (String guest : guests) {
                forwards.add(PortForward.parse(hold(guest.endsWith("/udp"), held) + ":" + guest));
            }
        } finally {
            for (var socket : held) {
                socket.close();
            }
        }
        return forwards;
    }

    /// A free port, which nobody else gets before the socket in `held` is closed.
    private static int hold(boolean udp, List<Closeable> held) throws IOException {
        var loopback = InetAddress.getLoopbackAddress();
        if (udp) {
            var socket = new DatagramSocket(0, loopback);
            held.add(socket);
            return socket.getLocalPort();
        }
        var socket = new ServerSocket(0, 1, loopback);
        held.add(socket);
        return socket.getLocalPort();
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
