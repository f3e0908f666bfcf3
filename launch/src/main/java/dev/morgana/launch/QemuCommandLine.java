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
/// @param accelerator what carries out its instructions
/// @param memory the machine's memory
/// @param cpus how many processors it has
/// @param cards what each network card is connected to
/// @param forwards ports of the host that lead to the program, through the first user network
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
        Accelerator accelerator,
        MemorySize memory,
        int cpus,
        List<CardConnection> cards,
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
        words.addAll(List.of("-accel", accelerator.forQemu(), "-cpu", "max"));
        words.addAll(List.of("-m", memory.forQemu()));
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

    /// The cards, of which the first is called `net`. QEMU numbers their hardware addresses.
    private void addNetwork(List<String> words) {
        var each = new ArrayList<List<String>>();
        var reachable = forwards;
        for (int i = 0; i < cards.size(); i++) {
            String id = i == 0 ? "net" : "net" + i;
            switch (cards.get(i).network()) {
                case NetworkChoice.None(), NetworkChoice.Host() -> {}
                case NetworkChoice.Tap(String name) -> each.add(card(id, tap(id, name)));
                case NetworkChoice.Wire(int here, int there) ->
                        each.add(card(id, wire(id, here, there)));
                case NetworkChoice.User() -> {
                    String address = cards.get(i).address();
                    each.add(card(id, userNetwork(id, network(address, i), reachable)));
                    reachable = List.of();
                }
            }
        }
        (machine.isLastFirst() ? each.reversed() : each).forEach(words::addAll);
    }

    /// The network of the user network's card: QEMU's own for the first, others for those that have no address either.
    private static String network(String address, int card) {
        return address.isEmpty() && card > 0 ? "10.0.%d.15/24".formatted(2 + card) : address;
    }

    /// What QEMU records of a card that leaves segments and checksums to the interface begins with the header in between (QEMU 7.2), and is not what is on the wire.
    private String tap(String id, String name) {
        return "tap,id=%s,ifname=%s,script=no,downscript=no%s"
                .formatted(id, name, isRecorded(id) ? ",vnet_hdr=off" : "");
    }

    private boolean isRecorded(String id) {
        return capture.isPresent() && id.equals("net");
    }

    private static String wire(String id, int here, int there) {
        return "dgram,id=%s,local.type=inet,local.host=127.0.0.1,local.port=%d,remote.type=inet,remote.host=127.0.0.1,remote.port=%d"
                .formatted(id, here, there);
    }

    private List<String> card(String id, String backend) {
        var words =
                new ArrayList<>(
                        List.of(
                                "-netdev",
                                backend,
                                "-device",
                                machine.device("net") + ",netdev=" + id));
        if (isRecorded(id)) {
            String file = escaped(capture.orElseThrow());
            words.addAll(List.of("-object", "filter-dump,id=capture,netdev=net,file=" + file));
        }
        return words;
    }

    /// QEMU parts its options at commas, and takes two of them for one.
    private static String escaped(Path file) {
        return file.toString().replace(",", ",,");
    }

    /// QEMU's network hands out 10.0.2.15; a program with an address of its own needs a network that holds it. An address that is none is the image's to refuse.
    private static String userNetwork(
            String id, String staticAddress, List<PortForward> reachable) {
        var backend = new StringBuilder("user,id=" + id);
        boolean usable = QEMU_NETWORK.matcher(staticAddress).matches();
        String address = usable ? staticAddress.replaceAll("/.*", "") : "";
        if (usable) {
            backend.append(",net=").append(staticAddress);
        }
        reachable.forEach(forward -> backend.append(',').append(forward.forQemu(address)));
        return backend.toString();
    }
}
