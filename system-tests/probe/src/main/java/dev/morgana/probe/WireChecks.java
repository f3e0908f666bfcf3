package dev.morgana.probe;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import jdk.net.ExtendedSocketOptions;

/// What a peer on the wire needs of a machine: echo over TCP and UDP on port 7, a port 9 that takes connections and reads nothing, a
/// port 10 whose connections are probed when they are silent, a port 11 that tells the counters of the network, and a port 8 whose datagrams say where to connect to, or
/// that the program shall end.
final class WireChecks {
    private static final int ECHO = 7;
    private static final int COMMAND = 8;
    private static final int DEAF = 9;
    private static final int PROBED = 10;
    private static final int COUNTERS = 11;

    /// Octets of text in a datagram that is sent last.
    private static final int LAST = 100;

    private WireChecks() {}

    static void addTo(Map<String, Check> checks) {
        checks.put("wire", _ -> serve());
    }

    private static void serve() throws IOException {
        try (var echo = new ServerSocket(ECHO);
                var deaf = new ServerSocket(DEAF);
                var probed = new ServerSocket(PROBED);
                var counters = new ServerSocket(COUNTERS);
                var datagrams = new DatagramSocket(ECHO);
                var commands = new DatagramSocket(COMMAND)) {
            Thread.startVirtualThread(() -> takeAndKeep(deaf));
            Thread.startVirtualThread(() -> takeAndProbe(probed));
            Thread.startVirtualThread(() -> takeAndTell(counters));
            Thread.startVirtualThread(() -> reflect(datagrams));
            Thread.startVirtualThread(() -> obey(commands));
            System.out.println("ready");
            while (true) {
                Socket socket = echo.accept();
                Thread.startVirtualThread(() -> NetworkChecks.echo(socket));
            }
        }
    }

    private static void takeAndKeep(ServerSocket server) {
        try {
            while (true) {
                System.out.println("kept " + server.accept().getPort());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Reads from connections whose peer must answer after a second of silence, and again a second later; prints how each ends.
    private static void takeAndProbe(ServerSocket server) {
        while (true) {
            try (Socket socket = server.accept()) {
                socket.setKeepAlive(true);
                socket.setOption(ExtendedSocketOptions.TCP_KEEPIDLE, 1);
                socket.setOption(ExtendedSocketOptions.TCP_KEEPINTERVAL, 1);
                socket.setOption(ExtendedSocketOptions.TCP_KEEPCOUNT, 2);
                System.out.println("probed connection has " + socket.getInputStream().read());
            } catch (IOException e) {
                System.out.println("probed connection has failed: " + e);
            }
        }
    }

    private static void takeAndTell(ServerSocket server) {
        while (true) {
            try (Socket socket = server.accept()) {
                socket.getOutputStream()
                        .write(Files.readAllBytes(Path.of("/proc/morgana/network")));
            } catch (IOException e) {
                System.out.println("counters could not be told: " + e);
            }
        }
    }

    private static void reflect(DatagramSocket socket) {
        try {
            var packet = new DatagramPacket(new byte[65_507], 65_507);
            while (true) {
                packet.setLength(65_507);
                socket.receive(packet);
                socket.send(packet);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Connects to where each datagram says, `ADDRESS PORT`, and answers with what came of it. `end COUNT` is answered with so many datagrams, right after which the program
    /// ends.
    private static void obey(DatagramSocket socket) {
        try {
            while (true) {
                var packet = new DatagramPacket(new byte[100], 100);
                socket.receive(packet);
                String[] words =
                        new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8)
                                .split(" ");
                if (words[0].equals("end")) {
                    end(socket, packet.getSocketAddress(), Integer.parseInt(words[1]));
                }
                Thread.startVirtualThread(() -> connect(socket, packet, words));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void end(DatagramSocket socket, SocketAddress to, int count) throws IOException {
        for (int i = 0; i < count; i++) {
            socket.send(new DatagramPacket(new byte[LAST], LAST, to));
        }
        System.exit(0);
    }

    private static void connect(DatagramSocket answering, DatagramPacket asked, String[] words) {
        String outcome = "connected";
        try (var _ = new Socket(InetAddress.getByName(words[0]), Integer.parseInt(words[1]))) {
            System.out.println("connected to " + words[0]);
        } catch (IOException e) {
            outcome = e.toString();
        }
        byte[] text = outcome.getBytes(StandardCharsets.UTF_8);
        try {
            answering.send(new DatagramPacket(text, text.length, asked.getSocketAddress()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
