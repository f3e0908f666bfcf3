package dev.morgana.runtime.console;

import dev.morgana.runtime.boot.Described;
import java.io.IOException;

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

    /// The port if the machine has it, else the serial port.
    private static final class PortOrSerial implements InputSource {
        @Override
        public int read(byte[] to, int offset, int count) throws IOException {
            return Opened.SOURCE.read(to, offset, count);
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
