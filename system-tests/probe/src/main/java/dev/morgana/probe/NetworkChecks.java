package dev.morgana.probe;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// Sockets, seen from inside.
final class NetworkChecks {
    private NetworkChecks() {}

    static void addTo(Map<String, Check> checks) {
        checks.put("connect", words -> connect(words[0], Integer.parseInt(words[1])));
        checks.put(
                "resolve",
                words -> System.out.println(InetAddress.getByName(words[0]).getHostAddress()));
        checks.put("hostname", _ -> System.out.println(InetAddress.getLocalHost().getHostName()));
        checks.put("echo-server", words -> echoServer(Integer.parseInt(words[0])));
        checks.put("loopback", words -> loopback(InetAddress.getByName(words[0])));
        checks.put("refused", words -> refused(words[0]));
        checks.put("timeouts", _ -> timeouts());
        checks.put("urgent", _ -> urgent());
        checks.put("close", _ -> closeWhileAccepting());
    }

    /// Connects, tells from where to where, sends a line, and prints what comes until the other side ends.
    private static void connect(String host, int port) throws IOException {
        try (var socket = new Socket(host, port)) {
            System.out.println(
                    "from "
                            + socket.getLocalAddress().getHostAddress()
                            + " to "
                            + socket.getInetAddress().getHostAddress());
            socket.getOutputStream().write("hello from inside\n".getBytes(StandardCharsets.UTF_8));
            socket.shutdownOutput();
            System.out.write(socket.getInputStream().readAllBytes());
            System.out.flush();
        }
    }

    private static void echoServer(int port) throws IOException {
        try (var server = new ServerSocket(port)) {
            System.out.println("listening on " + server.getLocalPort());
            while (true) {
                Socket socket = server.accept();
                Thread.startVirtualThread(() -> echo(socket));
            }
        }
    }

    /// Gives back what comes, to its end.
    static void echo(Socket socket) {
        try (socket) {
            socket.getInputStream().transferTo(socket.getOutputStream());
        } catch (IOException e) {
            System.out.println("connection ended: " + e.getMessage());
        }
    }

    /// A hundred clients on virtual threads talk to a server in the same machine.
    private static void loopback(InetAddress address) throws Exception {
        try (var server = new ServerSocket(0, 50, address)) {
            Thread.startVirtualThread(() -> acceptAll(server));
            var clients = new Thread[100];
            for (int i = 0; i < clients.length; i++) {
                int number = i;
                clients[i] =
                        Thread.startVirtualThread(
                                () -> talk(server.getLocalSocketAddress(), number));
            }
            for (Thread client : clients) {
                client.join();
            }
        }
        System.out.println("all clients ended");
    }

    private static void acceptAll(ServerSocket server) {
        try {
            while (true) {
                Socket socket = server.accept();
                Thread.startVirtualThread(() -> echo(socket));
            }
        } catch (IOException e) {
            System.out.println("server: " + e.getMessage());
        }
    }

    private static void talk(java.net.SocketAddress server, int number) {
        try (var socket = new Socket()) {
            socket.connect(server);
            byte[] message = ("client " + number).getBytes(StandardCharsets.UTF_8);
            socket.getOutputStream().write(message);
            byte[] answer = socket.getInputStream().readNBytes(message.length);
            if (!new String(answer, StandardCharsets.UTF_8).equals("client " + number)) {
                System.out.println("wrong answer to client " + number);
            }
        } catch (IOException e) {
            System.out.println("client " + number + ": " + e);
        }
    }

    private static void refused(String host) throws IOException {
        try (var _ = new Socket(host, 1)) {
            System.out.println("connected");
        } catch (IOException e) {
            System.out.println(e);
        }
    }

    private static void timeouts() throws IOException {
        try (var server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            server.setSoTimeout(20);
            try (var _ = server.accept()) {
                System.out.println("accepted");
            } catch (SocketTimeoutException e) {
                System.out.println(e);
            }
            try (var socket = new Socket(server.getInetAddress(), server.getLocalPort())) {
                socket.setSoTimeout(20);
                System.out.println(socket.getInputStream().read());
            } catch (SocketTimeoutException e) {
                System.out.println(e);
            }
        }
    }

    /// An urgent octet amid others, as a receiver gets it that wants it in the stream.
    private static void urgent() throws IOException {
        try (var server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                var client = new Socket(server.getInetAddress(), server.getLocalPort());
                var accepted = server.accept()) {
            accepted.setOOBInline(true);
            client.getOutputStream().write("say it".getBytes(StandardCharsets.UTF_8));
            client.sendUrgentData('!');
            client.getOutputStream().write(" now".getBytes(StandardCharsets.UTF_8));
            client.shutdownOutput();
            System.out.println(
                    new String(accepted.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    private static void closeWhileAccepting() throws Exception {
        var server = new ServerSocket();
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        Thread accepting = Thread.ofPlatform().start(() -> acceptAll(server));
        Thread.sleep(100);
        server.close();
        accepting.join();
        System.out.println("closed");
    }
}
