package dev.morgana.virtio;

import dev.morgana.device.Console;
import dev.morgana.device.DmaAllocator;
import org.jspecify.annotations.Nullable;

/// One named port of a virtio console device (virtio 1.2 section 5.3) with VIRTIO_CONSOLE_F_MULTIPORT: unlike a serial line, it tells
/// when the other side has closed, which is end of file.
///
/// The device introduces its ports one by one after it was started; until the wanted one has been introduced there is nothing to
/// read, and nothing can be written. A device that breaks the protocol is reset: its port is at end of file and swallows what is written;
/// [#failure()] says why.
public final class VirtioConsole implements Console {
    /// The type number of console devices.
    public static final int DEVICE_ID = 3;

    private static final long MULTIPORT = 1L << 1;
    private static final int CONFIGURATION_MOST_PORTS = 4;

    /// Ports that get queues: each costs two pages, and the devices of a unikernel have few.
    private static final int USABLE_PORTS = 4;

    private final VirtioDevice device;
    private final ConsolePort[] ports;
    private final ConsoleControl control;
    private @Nullable ConsolePort port;

    /// Takes the device into use and looks for the port called `portName`.
    ///
    /// @throws VirtioException if it cannot be used
    /// @throws IllegalStateException if there is not enough memory
    public VirtioConsole(Transport transport, DmaAllocator allocator, String portName) {
        device = new VirtioDevice(transport, DEVICE_ID, "console");
        device.accept(device.offeredFeatures(), MULTIPORT | VirtioDevice.EVENT_IDX);
        if (!device.has(MULTIPORT)) {
            throw device.unusable("it has no named ports");
        }
        int most = device.transport().configurationInt(CONFIGURATION_MOST_PORTS);
        if (most < 1) {
            throw device.unusable("it has " + most + " ports");
        }
        ports = new ConsolePort[Math.min(most, USABLE_PORTS)];
        for (int i = 0; i < ports.length; i++) {
            ports[i] = new ConsolePort(device, i, allocator);
        }
        control = new ConsoleControl(device, portName, ports.length, allocator);
        device.start();
        control.start();
    }

    @Override
    public int read(byte[] to, int offset, int length) {
        // Control first: what the other side sent before it closed is then seen by the read behind.
        ConsolePort open = port();
        int count = open == null ? 0 : open.read(to, offset, length);
        return count == 0 && length > 0 && ended() ? -1 : count;
    }

    private boolean ended() {
        return device.failed() || (port != null && control.closed(control.found()));
    }

    @Override
    public int write(byte[] from, int offset, int length) {
        ConsolePort open = port();
        if (device.failed()) {
            return length;
        }
        return open == null ? 0 : open.write(from, offset, length);
    }

    /// The wanted port, opened when it has just been introduced.
    private @Nullable ConsolePort port() {
        control.process();
        if (port == null && control.found() >= 0) {
            port = ports[control.found()];
            port.open();
            control.announceOpen(control.found());
        }
        return port;
    }

    @Override
    public boolean acknowledgeInterrupt() {
        return device.acknowledgeInterrupts() != 0;
    }

    /// Why the device was given up, or null while it works.
    public @Nullable String failure() {
        return device.failure();
    }
}
