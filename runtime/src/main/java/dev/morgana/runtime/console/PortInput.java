package dev.morgana.runtime.console;

import dev.morgana.device.Console;
import dev.morgana.runtime.machine.InterruptLine;
import dev.morgana.runtime.machine.MachineDevice;
import dev.morgana.virtio.VirtioConsole;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// The port `dev.morgana.stdin` of a virtio console, which has an end of file. The thread that reads drives the device.
final class PortInput implements InputSource {
    private static final String PORT = "dev.morgana.stdin";
    private static final int BUFFER = 4096;

    private final ReentrantLock lock = new ReentrantLock();
    private final Console console;
    private final InterruptLine line;

    /// Read from the device and not yet by the program. Guarded by the lock, as what follows.
    private final byte[] buffer = new byte[BUFFER];

    private int begin;
    private int end;

    private PortInput(Console console, InterruptLine line) {
        this.console = console;
        this.line = line;
    }

    /// The machine's port, or null without a virtio console.
    static @Nullable PortInput open() {
        MachineDevice device = MachineDevice.find(VirtioConsole.DEVICE_ID);
        if (device == null) {
            return null;
        }
        InterruptLine line = new InterruptLine(device.line());
        Console console = new VirtioConsole(device.transport(), MachineDevice.DMA, PORT);
        return new PortInput(console, line);
    }

    @Override
    public int read(byte[] to, int offset, int count) {
        lock.lock();
        try {
            while (begin == end) {
                int got = console.read(buffer, 0, BUFFER);
                if (got < 0) {
                    return -1;
                }
                begin = 0;
                end = got;
                if (got == 0 && line.await(Long.MAX_VALUE)) {
                    console.acknowledgeInterrupt();
                }
            }
            int taken = Math.min(count, end - begin);
            System.arraycopy(buffer, begin, to, offset, taken);
            begin += taken;
            return taken;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public int available() {
        if (!lock.tryLock()) {
            return 0;
        }
        try {
            if (begin == end) {
                begin = 0;
                end = Math.max(0, console.read(buffer, 0, BUFFER));
            }
            return end - begin;
        } finally {
            lock.unlock();
        }
    }
}
