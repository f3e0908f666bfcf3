package dev.morgana.system;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;

/// The other end of an echo: both directions of one connection are full at once. Its arguments are address, port and megabytes.
final class StreamPeer {
    private static final int MEGABYTE = 1 << 20;

    /// In milliseconds: longer than a sender pauses of whose segments the same one was lost ten times, since each doubles its timeout.
    private static final int LONGEST_SILENCE = 600_000;

    private StreamPeer() {}

    /// Prints `intact` with the seconds that it took, or throws.
    public static void main(String[] arguments) throws Exception {
        int megabytes = Integer.parseInt(arguments[2]);
        long start = System.nanoTime();
        try (var socket = new Socket(arguments[0], Integer.parseInt(arguments[1]))) {
            socket.setSoTimeout(LONGEST_SILENCE);
            FutureTask<byte[]> sending = new FutureTask<>(send(socket, megabytes));
            Thread.ofPlatform().daemon().start(sending);
            byte[] received = digest(socket.getInputStream());
            if (!Arrays.equals(received, sending.get())) {
                throw new IOException("what came back differs");
            }
        }
        System.out.printf(
                "intact: %d MB each way in %.1f s%n", megabytes, (System.nanoTime() - start) / 1e9);
    }

    /// Sends random octets, and the end of the stream; the result is their digest.
    private static Callable<byte[]> send(Socket socket, int megabytes) {
        return () -> {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            OutputStream out = socket.getOutputStream();
            Random random = new Random(1);
            byte[] block = new byte[MEGABYTE];
            for (int i = 0; i < megabytes; i++) {
                random.nextBytes(block);
                digest.update(block);
                out.write(block);
            }
            socket.shutdownOutput();
            return digest.digest();
        };
    }

    private static byte[] digest(InputStream in) throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        byte[] block = new byte[65_536];
        for (int n = in.read(block); n >= 0; n = in.read(block)) {
            digest.update(block, 0, n);
        }
        return digest.digest();
    }
}
