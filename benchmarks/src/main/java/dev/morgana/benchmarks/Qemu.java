package dev.morgana.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/// Starts a virtual machine by itself, with the devices that `morgana run` gives it, so that the tool's own time is not measured.
final class Qemu {
    private static final List<String> MACHINE =
            List.of(
                    "qemu-system-x86_64",
                    "-M",
                    "microvm,isa-serial=on,rtc=on,pit=off,pic=off,auto-kernel-cmdline=on",
                    "-accel",
                    "tcg",
                    "-cpu",
                    "max",
                    "-nodefaults",
                    "-no-user-config",
                    "-no-reboot",
                    "-display",
                    "none",
                    "-global",
                    "virtio-mmio.force-legacy=false",
                    "-device",
                    "isa-debug-exit,iobase=0x501,iosize=4",
                    "-device",
                    "virtio-rng-device");

    private final Path kernel;
    private final String memory;
    private final List<String> more = new ArrayList<>();

    /// A machine that boots `kernel` in `memory` of memory, such as `64M`.
    Qemu(Path kernel, String memory) {
        this.kernel = kernel;
        this.memory = memory;
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
        return with("-netdev", "user,id=n0" + forwards, "-device", "virtio-net-device,netdev=n0");
    }

    /// Starts it; its first serial port is the process's standard output, the second a sink, the third the file `control`.
    Process start(Path control) throws IOException {
        return start(List.of(), control);
    }

    private Process start(List<String> before, Path control) throws IOException {
        List<String> line = new ArrayList<>(before);
        line.addAll(MACHINE);
        line.addAll(List.of("-m", memory, "-kernel", kernel.toString(), "-serial", "stdio"));
        line.addAll(
                List.of(
                        "-chardev",
                        "null,id=errors",
                        "-device",
                        "isa-serial,chardev=errors,iobase=0x2f8,irq=3"));
        line.addAll(
                List.of(
                        "-chardev",
                        "file,id=control,path=" + control,
                        "-device",
                        "isa-serial,chardev=control,iobase=0x3e8,irq=5"));
        line.addAll(more);
        return new ProcessBuilder(line)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /// What one boot took, in nanoseconds.
    ///
    /// @param toOutput from the start to the first byte on the first serial port, -1 when there was none
    /// @param toEnd from the start to the end of the process
    /// @param toMain what the guest measured from its entry to `main`, -1 when it did not say
    record Boot(long toOutput, long toEnd, long toMain) {}

    /// Boots once and waits for the end.
    Boot boot() throws IOException, InterruptedException {
        Path control = Files.createTempFile("morgana-control", ".txt");
        try {
            // The shell's mark comes right before QEMU takes its place: what the JDK needs to start
            // a process is not measured.
            Process process =
                    start(List.of("/bin/sh", "-c", "printf . && exec \"$0\" \"$@\""), control);
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

    private static long toMain(String control) {
        return control.lines()
                .filter(line -> line.startsWith("boot "))
                .mapToLong(line -> Long.parseLong(line.substring(5).strip()))
                .findFirst()
                .orElse(-1);
    }
}
