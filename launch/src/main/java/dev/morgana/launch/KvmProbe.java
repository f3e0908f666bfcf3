package dev.morgana.launch;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Finds out whether machines boot with hardware virtualisation: on some hosts `/dev/kvm` exists and hangs, so that it is trusted only after a machine has really booted.
///
/// @param qemu the command
/// @param device Linux's device for it
/// @param patience how long a machine may take; none is waited for any longer, also if it does not die
record KvmProbe(Path qemu, Path device, Duration patience) {
    static final Path DEVICE = Path.of("/dev/kvm");
    static final Duration PATIENCE = Duration.ofSeconds(3);

    /// How long it is believed that no machine boots: a host that was busy may be quick the next time.
    static final Duration DOUBT = Duration.ofHours(1);

    private static final Path HOST_BOOT = Path.of("/proc/sys/kernel/random/boot_id");

    /// KVM if a machine boots with it, else TCG. The answer is kept in a file below `cache`, and holds until the host boots again; TCG only for [#DOUBT].
    Accelerator choose(Path cache) throws IOException {
        if (!Files.isReadable(device) || !Files.isWritable(device)) {
            return Accelerator.TCG;
        }
        Path kept = cache.resolve("accelerator");
        for (Accelerator answer : Accelerator.values()) {
            if (isKept(kept, answer)) {
                return answer;
            }
        }
        var found = boots(Accelerator.KVM) ? Accelerator.KVM : Accelerator.TCG;
        Files.createDirectories(cache);
        Files.writeString(kept, line(found));
        return found;
    }

    private static boolean isKept(Path file, Accelerator answer) throws IOException {
        if (!Files.exists(file) || !Files.readString(file).equals(line(answer))) {
            return false;
        }
        var oldest = FileTime.from(Instant.now().minus(DOUBT));
        return answer == Accelerator.KVM || Files.getLastModifiedTime(file).compareTo(oldest) > 0;
    }

    private static String line(Accelerator answer) throws IOException {
        String boot = Files.exists(HOST_BOOT) ? Files.readString(HOST_BOOT).strip() : "unknown";
        return answer.forQemu() + " " + boot + "\n";
    }

    /// Whether the smallest kernel runs in time.
    boolean boots(Accelerator accelerator) throws IOException {
        Path kernel = Files.createTempFile("morgana-probe", ".elf");
        try {
            Files.write(kernel, ProbeKernel.elf());
            var command = new ArrayList<>(Containment.prefix());
            command.addAll(words(accelerator, kernel));
            var process =
                    new ProcessBuilder(command)
                            .redirectInput(new File("/dev/null"))
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
            boolean ended = process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
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

    private List<String> words(Accelerator accelerator, Path kernel) {
        String line =
                "-M microvm -accel %s -cpu max -m 16M -nodefaults -no-user-config -no-reboot -display none -device isa-debug-exit,iobase=0x501,iosize=4 -kernel"
                        .formatted(accelerator.forQemu());
        var words = new ArrayList<>(List.of(qemu.toString()));
        words.addAll(List.of(line.split(" ", -1)));
        words.add(kernel.toString());
        return words;
    }
}
