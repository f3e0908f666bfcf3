package dev.morgana.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/// Starts a virtual machine by itself, an image's with the devices that `morgana run` gives it, so that the tool's own time is not measured.
final class Qemu {
    private static final List<String> ANY =
            words(
                    "qemu-system-x86_64 -accel tcg -cpu max -nodefaults -no-user-config -no-reboot -display none -serial stdio");
    private static final List<String> MICROVM =
            words(
                    "-M microvm,isa-serial=on,rtc=on,pit=off,pic=off,auto-kernel-cmdline=on -global virtio-mmio.force-legacy=false"
                            + " -device isa-debug-exit,iobase=0x501,iosize=4 -device virtio-rng-device"
                            + " -chardev null,id=errors -device isa-serial,chardev=errors,iobase=0x2f8,irq=3");
    private static final List<String> PC = words("-M q35 -device virtio-rng-pci");

    private final Path kernel;
    private final String card;
    private final List<String> more = new ArrayList<>();

    private Qemu(List<String> machine, String card, Path kernel, String memory) {
        this.kernel = kernel;
        this.card = card;
        more.addAll(machine);
        with("-m", memory, "-kernel", kernel.toString());
    }

    /// A machine that boots the image `kernel` in `memory` of memory, such as `64M`.
    static Qemu image(Path kernel, String memory) {
        return new Qemu(MICROVM, "virtio-net-device", kernel, memory);
    }

    /// A machine that boots Linux. Debian's kernel finds no timer in a `microvm` without KVM, so it is a `q35`.
    ///
    /// @param initramfs the files that it starts from
    /// @param append its command line
    static Qemu linux(Path kernel, Path initramfs, String append, String memory) {
        return new Qemu(PC, "virtio-net-pci,romfile=", kernel, memory)
                .with("-initrd", initramfs.toString(), "-append", append);
    }

    /// A disk that is only read.
    Qemu disk(Path file) {
        return with(
                "-drive",
                "if=none,id=d0,format=raw,readonly=on,file=" + file,
                "-device",
                "virtio-blk-pci,drive=d0");
    }

    private static List<String> words(String line) {
        return List.of(line.split(" ", -1));
    }

    /// Adds words to its command line.
    Qemu with(String... words) {
        more.addAll(List.of(words));
        return this;
    }

    /// A card with QEMU's user networking: each of the host's `ports` leads to the guest's 8080.
    Qemu forwarding(List<Integer> ports) {
        String forwards =
                ports.stream()
                        .map(port -> ",hostfwd=tcp:127.0.0.1:" + port + "-:8080")
                        .collect(Collectors.joining());
        return with("-netdev", "user,id=n0" + forwards, "-device", card + ",netdev=n0");
    }

    /// A card with the hardware address `mac` on the TAP device `name`.
    Qemu tap(String name, String mac) {
        return with(
                "-netdev",
                "tap,id=n0,ifname=" + name + ",script=no,downscript=no",
                "-device",
                card + ",netdev=n0,mac=" + mac);
    }

    /// Starts it; the process's output is what comes from its first serial port, and QEMU's own complaints.
    Process start() throws IOException {
        return builder(List.of()).redirectErrorStream(true).start();
    }

    private ProcessBuilder builder(List<String> before) {
        List<String> line = new ArrayList<>(before);
        line.addAll(ANY);
        line.addAll(more);
        return new ProcessBuilder(line)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectError(ProcessBuilder.Redirect.INHERIT);
    }

    /// What one boot took, in nanoseconds.
    ///
    /// @param toOutput from the start to the first byte on the first serial port, -1 when there was none
    /// @param toEnd from the start to the end of the process
    /// @param toMain what the guest measured from its entry to `main`, -1 when it did not say
    record Boot(long toOutput, long toEnd, long toMain) {}

    /// Boots an image once and waits for the end; its third serial port is the control channel.
    Boot boot() throws IOException, InterruptedException {
        Path control = Files.createTempFile("morgana-control", ".txt");
        try {
            // The shell's mark comes right before QEMU takes its place: what the JDK needs to start
            // a process is not measured.
            Process process =
                    control(control)
                            .builder(List.of("/bin/sh", "-c", "printf . && exec \"$0\" \"$@\""))
                            .start();
            try (InputStream out = process.getInputStream()) {
                out.read();
                long begun = System.nanoTime();
                long output = out.read() < 0 ? -1 : System.nanoTime() - begun;
                out.skip(Long.MAX_VALUE);
                if (!process.waitFor(2, TimeUnit.MINUTES)) {
                    throw new IOException("no end after two minutes: " + kernel);
                }
                return new Boot(
                        output, System.nanoTime() - begun, toMain(Files.readString(control)));
            } finally {
                process.destroyForcibly();
            }
        } finally {
            Files.delete(control);
        }
    }

    private Qemu control(Path file) {
        return with(
                "-chardev",
                "file,id=control,path=" + file,
                "-device",
                "isa-serial,chardev=control,iobase=0x3e8,irq=5");
    }

    private static long toMain(String control) {
        return control.lines()
                .filter(line -> line.startsWith("boot "))
                .mapToLong(line -> Long.parseLong(line.substring(5).strip()))
                .findFirst()
                .orElse(-1);
    }
}
