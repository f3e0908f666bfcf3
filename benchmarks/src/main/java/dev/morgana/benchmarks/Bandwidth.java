package dev.morgana.benchmarks;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;

/// Octets in a second through one TCP connection to [dev.morgana.benchmarks.guest.Bulk].
final class Bandwidth {
    private static final int DISCARD = 9;
    private static final int GENERATE = 19;
    private static final int BLOCK = 64 * 1024;
    private static final int LIMIT_MILLIS = 120_000;

    private Bandwidth() {}

    /// Sends `megabytes` of 10^6 octets into the guest, and waits until it has read the last one.
    ///
    /// @return octets in a second
    static long into(String guest, int megabytes) throws IOException {
        try (Socket socket = connect(guest, DISCARD)) {
            long begun = System.nanoTime();
            OutputStream out = socket.getOutputStream();
            long left = megabytes * 1_000_000L;
            byte[] block = new byte[BLOCK];
            for (; left > 0; left -= BLOCK) {
                out.write(block, 0, (int) Math.min(BLOCK, left));
            }
            socket.shutdownOutput();
            if (socket.getInputStream().read() >= 0) {
                throw new IOException("the discard service has sent something");
            }
            return rate(megabytes, begun);
        }
    }

    /// Receives as many from it.
    ///
    /// @return octets in a second
    static long outOf(String guest, int megabytes) throws IOException {
        try (Socket socket = connect(guest, GENERATE)) {
            long begun = System.nanoTime();
            InputStream in = socket.getInputStream();
            byte[] block = new byte[BLOCK];
            for (long left = megabytes * 1_000_000L; left > 0; ) {
                int read = in.read(block);
                if (read < 0) {
                    throw new EOFException("the stream has ended " + left + " octets early");
                }
                left -= read;
            }
            return rate(megabytes, begun);
        }
    }

    private static Socket connect(String guest, int port) throws IOException {
        var socket = new Socket();
        try {
            socket.setSoTimeout(LIMIT_MILLIS);
            socket.connect(new InetSocketAddress(guest, port), LIMIT_MILLIS);
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    private static long rate(int megabytes, long begun) {
        return megabytes * 1_000_000L * 1_000_000_000L / (System.nanoTime() - begun);
    }
}
