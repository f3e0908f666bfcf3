package dev.morgana.benchmarks.guest;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;

/// The program in a guest that bulk TCP is measured with: the Discard Protocol (RFC 863) on port 9, and on port 19 the Character Generator Protocol (RFC 864) in blocks that
/// are all zeros.
public final class Bulk {
    private static final int DISCARD = 9;
    private static final int GENERATE = 19;
    private static final int BLOCK = 64 * 1024;

    private Bulk() {}

    /// What is done with a connection.
    private interface Service {
        void serve(Socket socket) throws IOException;
    }

    /// Serves for ever.
    public static void main(String[] arguments) throws IOException {
        var discard = new ServerSocket(DISCARD);
        var generate = new ServerSocket(GENERATE);
        Thread.ofPlatform().start(() -> serve(discard, Bulk::discard));
        Thread.ofPlatform().start(() -> serve(generate, Bulk::generate));
        System.out.println("listening on ports " + DISCARD + " and " + GENERATE);
    }

    /// One connection after the other.
    private static void serve(ServerSocket server, Service service) {
        while (true) {
            try (Socket socket = server.accept()) {
                service.serve(socket);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /// Reads to the end of the stream.
    private static void discard(Socket socket) throws IOException {
        byte[] block = new byte[BLOCK];
        InputStream in = socket.getInputStream();
        while (in.read(block) >= 0) {
            // The octets are not looked at.
        }
    }

    /// Writes until the client closes the connection.
    private static void generate(Socket socket) {
        byte[] block = new byte[BLOCK];
        try {
            OutputStream out = socket.getOutputStream();
            while (true) {
                out.write(block);
            }
        } catch (IOException e) {
            // The client has enough.
        }
    }
}
