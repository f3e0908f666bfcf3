package dev.morgana.machine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// One QEMU virtual machine with the test payload, wired as `morgana run` wires it: COM1 is its
/// standard output and input, COM2 a file, COM3 a socket of ours.
final class Machine implements AutoCloseable {
    private static final long MINUTES = 3;
    private static @Nullable Path image;

    private final Process process;
    private final Path errors;
    private final StringBuilder output = new StringBuilder();
    private final Path directory = Files.createTempDirectory("morgana");
    private final @Nullable SocketChannel control;
    private final @Nullable SocketChannel monitor;
    private final StringBuilder controlLines = new StringBuilder();
    private final @Nullable Thread controlReader;

    /// What is left of a machine that has ended.
    record End(int status, String output, String errors, String control) {}

    /// How a machine differs from the usual one.
    static final class Options {
        String machine = "microvm,isa-serial=on,rtc=on,pit=off,pic=off,auto-kernel-cmdline=on";
        String cpu = "max";
        String memory = "64M";
        int cpus = 1;
        boolean plain; // neither COM2, COM3 nor the exit device
        boolean monitor; // with QEMU's monitor
        @Nullable Path kernel; // instead of the payload
        final List<String> more = new ArrayList<>();

        Options with(String... words) {
            more.addAll(List.of(words));
            return this;
        }
    }

    static synchronized Path payload() throws IOException, InterruptedException {
        Path built = image;
        if (built == null) {
            built = Toolchain.payload();
            image = built;
        }
        return built;
    }

    static Machine boot(String commandLine) throws IOException, InterruptedException {
        return boot(commandLine, new Options());
    }

    static Machine boot(String commandLine, Options options)
            throws IOException, InterruptedException {
        assumeTrue(
                Toolchain.installed("qemu-system-x86_64"), "qemu-system-x86_64 is not installed");
        assumeTrue(Toolchain.installed("gcc"), "gcc is not installed");
        return new Machine(commandLine, options);
    }

    /// Boots and waits for the end.
    static End run(String commandLine) throws IOException, InterruptedException {
        return run(commandLine, new Options());
    }

    static End run(String commandLine, Options options) throws IOException, InterruptedException {
        try (Machine machine = boot(commandLine, options)) {
            return machine.end();
        }
    }

    private Machine(String commandLine, Options options) throws IOException, InterruptedException {
        Path kernel = options.kernel == null ? payload() : options.kernel;
        errors = directory.resolve("errors");
        List<String> command = new ArrayList<>(List.of("qemu-system-x86_64"));
        command.addAll(List.of("-M", options.machine, "-accel", "tcg", "-cpu", options.cpu));
        command.addAll(List.of("-smp", String.valueOf(options.cpus)));
        command.addAll(List.of("-m", options.memory, "-nodefaults", "-no-user-config"));
        command.addAll(List.of("-no-reboot", "-display", "none"));
        command.addAll(List.of("-global", "virtio-mmio.force-legacy=false"));
        command.addAll(List.of("-chardev", "stdio,id=out,signal=off", "-serial", "chardev:out"));
        if (!options.plain) {
            command.addAll(List.of("-chardev", "file,id=err,path=" + errors));
            command.addAll(List.of("-device", "isa-serial,iobase=0x2f8,irq=3,chardev=err"));
            command.addAll(List.of("-chardev", "socket,id=ctl,path=" + directory + "/ctl"));
            command.addAll(List.of("-device", "isa-serial,iobase=0x3e8,irq=5,chardev=ctl"));
            command.addAll(List.of("-device", "isa-debug-exit,iobase=0x501,iosize=4"));
        }
        if (options.monitor) {
            command.addAll(List.of("-chardev", "socket,id=mon,path=" + directory + "/mon"));
            command.addAll(List.of("-mon", "chardev=mon,mode=readline"));
        }
        command.addAll(options.more);
        command.addAll(List.of("-kernel", kernel.toString(), "-append", commandLine));
        try (ServerSocketChannel controls = listen("ctl");
                ServerSocketChannel monitors = listen("mon")) {
            process =
                    new ProcessBuilder(command)
                            .redirectError(ProcessBuilder.Redirect.INHERIT)
                            .start();
            control = options.plain ? null : controls.accept();
            monitor = options.monitor ? monitors.accept() : null;
        }
        SocketChannel channel = control;
        controlReader =
                channel == null ? null : Thread.ofVirtual().start(() -> readControl(channel));
    }

    private ServerSocketChannel listen(String name) throws IOException {
        return ServerSocketChannel.open(StandardProtocolFamily.UNIX)
                .bind(UnixDomainSocketAddress.of(directory.resolve(name)));
    }

    /// What QEMU's monitor answers.
    String ask(String question) throws IOException {
        SocketChannel channel = monitor;
        if (channel == null) {
            throw new IllegalStateException("this machine has no monitor");
        }
        readPrompt(channel);
        channel.write(ByteBuffer.wrap((question + "\n").getBytes(UTF_8)));
        return readPrompt(channel);
    }

    private static String readPrompt(SocketChannel channel) throws IOException {
        StringBuilder answer = new StringBuilder();
        ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
        while (answer.indexOf("(qemu) ", Math.max(0, answer.length() - 7)) < 0) {
            if (channel.read(buffer.clear()) < 0) {
                throw new IOException("QEMU is gone: " + answer);
            }
            answer.append(new String(buffer.array(), 0, buffer.position(), UTF_8));
        }
        return answer.toString();
    }

    private void readControl(SocketChannel channel) {
        ByteBuffer buffer = ByteBuffer.allocate(256);
        try {
            while (channel.read(buffer.clear()) >= 0) {
                controlLines.append(new String(buffer.array(), 0, buffer.position(), UTF_8));
            }
        } catch (IOException e) {
            controlLines.append("[control: ").append(e).append(']');
        }
    }

    /// Waits until the program has printed this text.
    Machine await(String text) throws IOException {
        while (output.indexOf(text) < 0) {
            int c = process.getInputStream().read();
            if (c < 0) {
                throw new AssertionError("ended without \"" + text + "\": " + output);
            }
            output.append((char) c);
        }
        return this;
    }

    /// Types on the console.
    Machine type(byte[] bytes) throws IOException {
        OutputStream input = process.getOutputStream();
        input.write(bytes);
        input.flush();
        return this;
    }

    /// Sends a signal number by the control channel.
    Machine signal(int number) throws IOException {
        SocketChannel channel = control;
        if (channel == null) {
            throw new IllegalStateException("a plain machine has no control channel");
        }
        channel.write(ByteBuffer.wrap(new byte[] {(byte) number}));
        return this;
    }

    End end() throws IOException, InterruptedException {
        Thread watchdog =
                Thread.ofVirtual()
                        .start(() -> {
                            try {
                                if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
                                    process.destroyForcibly();
                                }
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                        });
        output.append(new String(process.getInputStream().readAllBytes(), UTF_8));
        int status = process.waitFor();
        watchdog.interrupt();
        if (controlReader != null) {
            controlReader.join();
        }
        String err = Files.exists(errors) ? Files.readString(errors) : "";
        return new End(status, output.toString(), err, controlLines.toString());
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly();
        if (control != null) {
            control.close();
        }
        if (monitor != null) {
            monitor.close();
        }
    }
}
