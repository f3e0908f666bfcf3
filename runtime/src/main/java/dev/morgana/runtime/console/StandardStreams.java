package dev.morgana.runtime.console;

import dev.morgana.runtime.machine.MachineConsole;
import java.io.FileDescriptor;
import java.io.IOException;
import java.util.Objects;
import jdk.internal.access.SharedSecrets;

/// The descriptors 0, 1 and 2, with the errors that Linux and the JDK's C code give for others.
public final class StandardStreams {
    private StandardStreams() {}

    /// Writes to standard output or error.
    public static void write(FileDescriptor descriptor, byte[] from, int offset, int count)
            throws IOException {
        int number = open(descriptor);
        Objects.checkFromIndexSize(offset, count, from.length);
        if (number != MachineConsole.OUT && number != MachineConsole.ERR) {
            throw badDescriptor();
        }
        MachineConsole.write(number, from, offset, count);
    }

    /// Reads at least one byte of standard input; gives -1 at its end.
    public static int read(FileDescriptor descriptor, byte[] to, int offset, int count)
            throws IOException {
        requireInput(descriptor);
        Objects.checkFromIndexSize(offset, count, to.length);
        return count == 0 ? 0 : StandardInput.read(to, offset, count);
    }

    /// Bytes of standard input that can be read without waiting.
    public static int available(FileDescriptor descriptor) throws IOException {
        requireInput(descriptor);
        return StandardInput.available();
    }

    private static void requireInput(FileDescriptor descriptor) throws IOException {
        if (open(descriptor) != 0) {
            throw badDescriptor();
        }
    }

    private static int open(FileDescriptor descriptor) throws IOException {
        int number = SharedSecrets.getJavaIOFileDescriptorAccess().get(descriptor);
        if (number < 0) {
            throw new IOException("Stream Closed");
        }
        return number;
    }

    private static IOException badDescriptor() {
        return new IOException("Bad file descriptor");
    }
}
