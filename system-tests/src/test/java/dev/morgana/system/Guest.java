package dev.morgana.system;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// An image in QEMU by the plain line of `docs/running.md`, without the tool: quick to boot often, with any processor and any devices.
///
/// @param application whose image it is, the probe's unless [#of] says another one
/// @param options QEMU's, after the usual ones
/// @param keys boot keys
record Guest(String application, List<String> options, List<String> keys) {
    private static final String SEEDED = "max";

    /// No random numbers from the processor.
    private static final String UNSEEDED = "max,-rdrand,-rdseed";

    private static final List<String> DEVICE = List.of("-device", "virtio-rng-device");

    /// A machine with every source of random numbers.
    static Guest usual() {
        return withProcessorOnly().with(DEVICE);
    }

    static Guest withProcessorOnly() {
        return new Guest(Morgana.PROBE, processor(SEEDED), List.of());
    }

    static Guest withDeviceOnly() {
        return withoutSource().with(DEVICE);
    }

    static Guest withoutSource() {
        return new Guest(Morgana.PROBE, processor(UNSEEDED), List.of());
    }

    private static List<String> processor(String name) {
        return List.of("-cpu", name);
    }

    /// The same machine with another application's image.
    Guest of(String other) {
        return new Guest(other, options, keys);
    }

    Guest with(List<String> more) {
        var all = new ArrayList<>(options);
        all.addAll(more);
        return new Guest(application, all, keys);
    }

    /// With these boot keys.
    Guest booted(String... more) {
        return new Guest(application, options, List.of(more));
    }

    /// With QEMU's user network.
    Guest withNetwork() {
        return withUserNetwork("user,id=net0");
    }

    /// With QEMU's user network, by which `port` of this host leads to `inside` of the machine.
    Guest withForward(int port, int inside) {
        return withUserNetwork("user,id=net0,hostfwd=tcp:127.0.0.1:%d-:%d".formatted(port, inside));
    }

    private Guest withUserNetwork(String network) {
        return with(List.of("-netdev", network, "-device", "virtio-net-device,netdev=net0"));
    }

    /// With QEMU's user network, whose frames go to `capture`.
    Guest withNetwork(Path capture) {
        return withNetwork()
                .with(List.of("-object", "filter-dump,id=capture,netdev=net0,file=" + capture));
    }

    /// With so many processors.
    Guest withProcessors(int count) {
        return with(List.of("-smp", String.valueOf(count)));
    }

    /// With QEMU's monitor on a socket.
    Guest withMonitor(Path socket) {
        return with(List.of("-monitor", "unix:" + socket + ",server,nowait"));
    }

    /// Boots it; words are the program's arguments, the probe's check first, without characters that the kernel command line would have to escape.
    Session start(String... words) throws IOException, InterruptedException {
        Morgana.build(application);
        List<String> line =
                new ArrayList<>(
                        List.of(
                                Host.program("qemu-system-x86_64").toString(),
                                "-M",
                                "microvm,isa-serial=on,rtc=on,pit=off,pic=off,auto-kernel-cmdline=on",
                                "-accel",
                                "tcg",
                                "-m",
                                "128M",
                                "-nodefaults",
                                "-no-user-config",
                                "-no-reboot",
                                "-display",
                                "none",
                                "-global",
                                "virtio-mmio.force-legacy=false",
                                "-serial",
                                "stdio",
                                "-device",
                                "isa-debug-exit,iobase=0x501,iosize=4"));
        line.addAll(options);
        line.addAll(
                List.of(
                        "-kernel",
                        Morgana.image(application).toString(),
                        "-append",
                        String.join(" ", keys) + " -- " + String.join(" ", words)));
        return new Session(line, new ProcessBuilder(line).start());
    }

    /// Boots it and waits for its end. The status is the image's own, of seven bits; 125 stands for a fault.
    Transcript run(String... words) throws IOException, InterruptedException {
        try (Session session = start(words)) {
            session.endInput();
            return ended(session);
        }
    }

    /// Waits for the end of a machine, as [#run] does. Everything that it prints comes from one port.
    static Transcript ended(Session session) throws InterruptedException {
        Transcript ended = session.end();
        String out = ended.out().replace("\r\n", "\n");
        return new Transcript(ended.words(), ended.status() >> 1, out, ended.err());
    }
}
