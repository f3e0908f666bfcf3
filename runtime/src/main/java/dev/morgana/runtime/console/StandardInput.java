package dev.morgana.runtime.console;

import dev.morgana.runtime.machine.MachineConsole;

/// Where `System.in` reads from: the first serial port, which has no end.
final class StandardInput {
    private StandardInput() {}

    /// Reads at least one byte, or gives -1 at the end.
    static int read(byte[] to, int offset, int count) {
        return MachineConsole.read(to, offset, count);
    }

    /// Bytes that can be read without waiting.
    static int available() {
        return 0;
    }
}
