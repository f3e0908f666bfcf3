package dev.morgana.runtime.console;

import dev.morgana.runtime.boot.Described;
import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/// Standard input. Only a program that reads `System.in` gets the driver of the port that carries it: the image builder sees to that.
public final class StandardInput {
    private static InputSource source = Described.INPUT ? new SerialInput() : new NoInput();

    private StandardInput() {}

    /// The program reads `System.in`, and the machine has input. Called while the image is built.
    public static void usePort() {
        source = new PortOrSerial();
    }

    static int read(byte[] to, int offset, int count) throws IOException {
        return source.read(to, offset, count);
    }

    static int available() {
        return source.available();
    }

    /// The port if the machine has it, else the serial port. Whoever waits for either holds a platform thread: a virtual one has
    /// another do it, so that its carrier is free.
    private static final class PortOrSerial implements InputSource {
        @Override
        public int read(byte[] to, int offset, int count) throws IOException {
            return Thread.currentThread().isVirtual()
                    ? readElsewhere(to, offset, count)
                    : Opened.SOURCE.read(to, offset, count);
        }

        /// As on a JVM, an interrupt does not end it.
        private static int readElsewhere(byte[] to, int offset, int count) throws IOException {
            FutureTask<Integer> reading =
                    new FutureTask<>(() -> Opened.SOURCE.read(to, offset, count));
            Thread.ofPlatform().daemon().name("standard input").start(reading);
            boolean interrupted = false;
            try {
                while (true) {
                    try {
                        return reading.get();
                    } catch (InterruptedException e) {
                        interrupted = true;
                    } catch (ExecutionException e) {
                        throw new IOException(e.getCause());
                    }
                }
            } finally {
                if (interrupted) {
                    Thread.currentThread().interrupt();
                }
            }
        }

        @Override
        public int available() {
            return Opened.SOURCE.available();
        }
    }

    /// Opens the device when input is first read.
    public static final class Opened {
        static final InputSource SOURCE = open();

        private Opened() {}

        private static InputSource open() {
            PortInput port = PortInput.open();
            return port == null ? new SerialInput() : port;
        }
    }
}
