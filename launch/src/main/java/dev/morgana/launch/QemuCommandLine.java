package dev.morgana.launch;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// The machine that an image runs on, in QEMU's words. The documented form of the same line stands in `docs/running.md`.
///
/// @param qemu the command
/// @param machine the kind of machine
/// @param image the image's file
/// @param accelerator `kvm` or `tcg`
/// @param memory the machine's memory
/// @param cpus how many processors it has
/// @param network what the card is connected to
/// @param staticAddress the program's `ADDRESS/PREFIX` if it has a fixed one, or empty
/// @param forwards ports of the host that lead to the program; for the user network only
/// @param capture the file that gets every frame on the wire, if any
/// @param entropy whether there is a source of randomness
/// @param standardInput whether there is a port for `System.in`
/// @param consoles the folder with the sockets of the consoles
/// @param kernelCommandLine settings and arguments
/// @param more the user's own words for QEMU, last
record QemuCommandLine(
        Path qemu,
        QemuMachine machine,
        Path image,
        String accelerator,
        MemorySize memory,
        int cpus,
        NetworkChoice network,
        String staticAddress,
        List<PortForward> forwards,
        Optional<Path> capture,
        boolean entropy,
        boolean standardInput,
        Path consoles,
        String kernelCommandLine,
        List<String> more) {

    /// What QEMU takes for a network: four numbers and a prefix of 4 to 30 bits.
    private static final Pattern QEMU_NETWORK =
            Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}/([4-9]|[12]\\d|30)");

    /// The command and its arguments.
    List<String> words() {
        var words = new ArrayList<String>();
        words.add(qemu.toString());
        words.addAll(machine.words());
        words.addAll(List.of("-accel", accelerator, "-cpu", "max", "-m", memory.forQemu()));
        if (cpus > 1) {
            words.addAll(List.of("-smp", String.valueOf(cpus)));
        }
        words.addAll(List.of("-nodefaults", "-no-user-config", "-no-reboot", "-display", "none"));
        // Three serial ports: standard output, standard error, and control.
        addSerial(words, ConsoleSockets.OUTPUT, "0x3f8", 4);
        addSerial(words, ConsoleSockets.ERROR, "0x2f8", 3);
        addSerial(words, ConsoleSockets.CONTROL, "0x3e8", 5);
        words.addAll(List.of("-device", "isa-debug-exit,iobase=0x501,iosize=4"));
        addNetwork(words);
        if (entropy) {
            words.addAll(List.of("-device", machine.device("rng")));
        }
        if (standardInput) {
            words.addAll(
                    List.of(
                            "-chardev",
                            socket(ConsoleSockets.INPUT),
                            "-device",
                            machine.device("serial")));
            words.addAll(List.of("-device", "virtserialport,chardev=stdin,name=dev.morgana.stdin"));
        }
        words.addAll(List.of("-kernel", image.toString(), "-append", kernelCommandLine));
        words.addAll(more);
        return words;
    }

    private void addSerial(List<String> words, String name, String port, int line) {
        words.addAll(List.of("-chardev", socket(name)));
        words.addAll(
                List.of(
                        "-device",
                        "isa-serial,chardev=%s,iobase=%s,irq=%d".formatted(name, port, line)));
    }

    private String socket(String name) {
        return "socket,id=%s,path=%s".formatted(name, consoles.resolve(name));
    }

    private void addNetwork(List<String> words) {
        switch (network) {
            case NetworkChoice.None(), NetworkChoice.Host() -> {}
            case NetworkChoice.Tap(String name) ->
                    addCard(words, "tap,id=net,ifname=%s,script=no,downscript=no".formatted(name));
            case NetworkChoice.User() -> addCard(words, userNetwork());
        }
    }

    private void addCard(List<String> words, String backend) {
        words.addAll(List.of("-netdev", backend, "-device", machine.device("net") + ",netdev=net"));
        capture.ifPresent(file ->
                words.addAll(
                        List.of(
                                "-object",
                                "filter-dump,id=capture,netdev=net,file=" + escaped(file))));
    }

    /// QEMU parts its options at commas, and takes two of them for one.
    private static String escaped(Path file) {
        return file.toString().replace(",", ",,");
    }

    /// QEMU's network hands out 10.0.2.15; a program with an address of its own needs a network that holds it. An address that is none is the image's to refuse.
    private String userNetwork() {
        var backend = new StringBuilder("user,id=net");
        boolean usable = QEMU_NETWORK.matcher(staticAddress).matches();
        String address = usable ? staticAddress.replaceAll("/.*", "") : "";
        if (usable) {
            backend.append(",net=").append(staticAddress);
        }
        forwards.forEach(forward -> backend.append(',').append(forward.forQemu(address)));
        return backend.toString();
    }
}
