package dev.morgana.launch;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Chooses between hardware virtualisation and QEMU's own translation.
///
/// `/dev/kvm` is trusted only after a machine has really booted with it: on some hosts it exists and hangs. The answer is kept until the host boots again.
public final class Accelerator {
    private static final Path DEVICE = Path.of("/dev/kvm");
    private static final long PATIENCE_SECONDS = 3;

    private Accelerator() {}

    /// `kvm` or `tcg`.
    public static String choose(Path qemu, Path cache) throws IOException {
        var forced = Host.environment("MORGANA_ACCEL");
        if (forced.isPresent()) {
            return forced.get();
        }
        if (!Files.isReadable(DEVICE) || !Files.isWritable(DEVICE)) {
            return "tcg";
        }
        Path answer = cache.resolve("accelerator-" + hostBoot());
        if (Files.exists(answer)) {
            return Files.readString(answer);
        }
        String found = boots(qemu) ? "kvm" : "tcg";
        Files.createDirectories(cache);
        return Files.writeString(answer, found).equals(answer) ? found : "tcg";
    }

    private static String hostBoot() throws IOException {
        Path id = Path.of("/proc/sys/kernel/random/boot_id");
        return Files.exists(id) ? Files.readString(id).strip() : "unknown";
    }

    private static boolean boots(Path qemu) throws IOException {
        Path kernel = Files.createTempFile("morgana-probe", ".elf");
        try {
            Files.write(kernel, ProbeKernel.elf());
            var command = new java.util.ArrayList<>(Containment.prefix());
            command.addAll(
                    List.of(
                            qemu.toString(),
                            "-M",
                            "microvm",
                            "-accel",
                            "kvm",
                            "-cpu",
                            "max",
                            "-m",
                            "16M"));
            command.addAll(
                    List.of("-nodefaults", "-no-user-config", "-no-reboot", "-display", "none"));
            command.addAll(
                    List.of(
                            "-device",
                            "isa-debug-exit,iobase=0x501,iosize=4",
                            "-kernel",
                            kernel.toString()));
            var builder = new ProcessBuilder(command).redirectInput(new File("/dev/null"));
            builder.redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD);
            var process = builder.start();
            boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
            // A process that hangs in the kernel may not even die: it is not waited for.
            process.destroyForcibly();
            return ended && process.exitValue() == ProbeKernel.QEMU_STATUS;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            Files.deleteIfExists(kernel);
        }
    }
}
