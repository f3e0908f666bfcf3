package dev.morgana.launch;

import dev.morgana.image.Image;
import dev.morgana.image.Port;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// A virtual machine in QEMU.
record QemuTarget(QemuMachine machine) implements ImageTarget {
    /// QEMU's status when the machine failed: the isa-debug-exit device makes (0x7d << 1 | 1) of it.
    private static final int FAULT_AT_EXIT_DEVICE = 0xfb;

    @Override
    public String name() {
        return machine.target();
    }

    @Override
    public Port port() {
        return Port.PVH;
    }

    @Override
    public boolean isAvailable() {
        return Host.findQemu().isPresent();
    }

    @Override
    public void require() {
        Host.qemu();
    }

    @Override
    public Path fileName(String program) {
        return Path.of(program + ".elf");
    }

    @Override
    public Launch launch(Image image, Settings settings, ConsoleSockets sockets)
            throws IOException {
        var qemu = Host.qemu();
        var metadata = image.metadata();
        var commandLine =
                new QemuCommandLine(
                        qemu,
                        machine,
                        image.file(),
                        Accelerator.choose(qemu, Host.cache()),
                        settings.memory().orElseThrow(),
                        settings.cpus().orElse(1),
                        settings.cards(),
                        settings.forwards(),
                        settings.capture(),
                        metadata.devices().contains("entropy"),
                        metadata.readsStandardInput(),
                        sockets.directory(),
                        KernelCommandLine.of(settings.boot(), settings.arguments()),
                        settings.qemuWords());
        return new Launch(
                commandLine.words(),
                List.of(),
                false,
                metadata.readsStandardInput(),
                false,
                QemuTarget::silent);
    }

    /// A machine that said nothing on the control port: only QEMU's status tells.
    static Outcome silent(int status) {
        if (status == FAULT_AT_EXIT_DEVICE) {
            return Outcome.tool(ExitStatus.MACHINE_FAULT, "machine fault");
        }
        if ((status & 1) == 1 && status > 1) {
            return Outcome.program(status >> 1);
        }
        return Outcome.tool(
                ExitStatus.MACHINE_FAULT,
                "the machine stopped without a word (QEMU's status %d)".formatted(status));
    }
}
