package dev.morgana.runtime.console;

import dev.morgana.runtime.machine.MachineConsole;

/// The first serial port. It has no end.
final class SerialInput implements InputSource {
    @Override
    public int read(byte[] to, int offset, int count) {
        return MachineConsole.read(to, offset, count);
    }

    @Override
    public int available() {
        return 0;
    }
}
