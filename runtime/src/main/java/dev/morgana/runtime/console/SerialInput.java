package dev.morgana.runtime.console;

import dev.morgana.runtime.machine.MachineConsole;

/// The first serial port, which has no end, or a process's own standard input.
final class SerialInput implements InputSource {
    @Override
    public int read(byte[] to, int offset, int count) {
        int got = count == 0 ? 0 : MachineConsole.read(to, offset, count);
        return got == 0 && count > 0 ? -1 : got;
    }

    @Override
    public int available() {
        return 0;
    }
}
