package dev.morgana.image.configuration;

import dev.morgana.config.Addressing;
import dev.morgana.config.Console;
import dev.morgana.config.Entropy;
import dev.morgana.config.Machine;
import dev.morgana.config.NetworkCard;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A machine as layers, from the program down to the devices; each part stands on those below that it names.
///
/// @param title the program
/// @param layers from top to bottom
/// @param edges from a part to one that it stands on
public record DeviceGraph(String title, List<List<Part>> layers, List<Edge> edges) {
    /// Copies the lists.
    public DeviceGraph {
        layers = layers.stream().map(List::copyOf).toList();
        edges = List.copyOf(edges);
    }

    /// A box of the picture.
    ///
    /// @param id unique in the graph
    /// @param name its title
    /// @param detail one line about it, perhaps empty
    /// @param kind how it is drawn
    public record Part(String id, String name, String detail, Kind kind) {}

    /// What a part is.
    public enum Kind {
        /// The program.
        PROGRAM,
        /// A service of the system, in Java.
        SERVICE,
        /// A device of the machine.
        DEVICE
    }

    /// `from` stands on `to`.
    public record Edge(String from, String to) {}

    /// This as lines for a terminal.
    public String text() {
        return DeviceGraphText.of(this);
    }

    /// This as a picture: a whole SVG file.
    public String svg() {
        return DeviceGraphSvg.of(this);
    }

    /// The graph of `machine`.
    public static DeviceGraph of(Machine machine) {
        return new Drawing(machine).graph();
    }

    /// Collects the parts.
    private static final class Drawing {
        private static final String CPU = "cpu";

        private final Machine machine;
        private final List<Part> services = new ArrayList<>();
        private final List<Part> links = new ArrayList<>();
        private final List<Part> devices = new ArrayList<>();
        private final List<Edge> edges = new ArrayList<>();

        Drawing(Machine machine) {
            this.machine = machine;
        }

        DeviceGraph graph() {
            String name = machine.main().getName();
            var details = new ArrayList<String>();
            if (!machine.arguments().isEmpty()) {
                details.add(String.join(" ", machine.arguments()));
            }
            details.add(machine.memory().toString());
            machine.heap().ifPresent(most -> details.add("heap of " + most));
            String detail = String.join(", ", details);
            var program = new Part("program", name, detail, Kind.PROGRAM);
            network(machine.cards().orElse(List.of(NetworkCard.named("net"))));
            console();
            entropy();
            devices.add(new Part(CPU, "CPU", "TSC, RDSEED, RDRAND", Kind.DEVICE));
            files();
            clock();
            service(
                    "locale",
                    "locale",
                    Stream.concat(Stream.of(machine.locale()), machine.locales().stream())
                            .map(Locale::toLanguageTag)
                            .collect(Collectors.joining(", ")));
            service("logging", "System.Logger", "from %s on".formatted(machine.logging()));
            return new DeviceGraph(
                    name, List.of(List.of(program), services, links, devices), edges);
        }

        private void network(List<NetworkCard> cards) {
            for (var name : List.of("TCP", "UDP")) {
                service(name, name, name.equals("UDP") && hasNames(cards) ? "with DNS" : "");
                edges.add(new Edge(name, "ip"));
            }
            String detail = cards.isEmpty() ? "loopback only" : "ARP, ICMP";
            links.add(new Part("ip", "IPv4", detail, Kind.SERVICE));
            for (var card : cards) {
                String id = "card " + card.name();
                devices.add(
                        new Part(id, card.name(), "virtio-net, " + card.addressing(), Kind.DEVICE));
                edges.add(new Edge("ip", id));
            }
        }

        /// Whether there may be name servers.
        private static boolean hasNames(List<NetworkCard> cards) {
            return cards.stream()
                    .anyMatch(card ->
                            !(card.addressing() instanceof Addressing.Fixed fixed)
                                    || !fixed.nameServers().isEmpty());
        }

        private void console() {
            boolean input = machine.console() == Console.INPUT_AND_OUTPUT;
            service("streams", "standard streams", input ? "" : "no input");
            devices.add(new Part("serial", "serial ports", "16550", Kind.DEVICE));
            edges.add(new Edge("streams", "serial"));
            if (input) {
                devices.add(new Part("console", "virtio-console", "System.in", Kind.DEVICE));
                edges.add(new Edge("streams", "console"));
            }
        }

        private void entropy() {
            service("random", "SecureRandom", "ChaCha20");
            edges.add(new Edge("random", CPU));
            if (machine.entropy() == Entropy.CPU_AND_DEVICE) {
                devices.add(new Part("rng", "virtio-rng", "", Kind.DEVICE));
                edges.add(new Edge("random", "rng"));
            }
        }

        private void clock() {
            service("clock", "clock", machine.timeZone().getId());
            edges.add(new Edge("clock", CPU));
            devices.add(new Part("rtc", "RTC", "or kvm-clock", Kind.DEVICE));
            edges.add(new Edge("clock", "rtc"));
        }

        private void files() {
            String embedded =
                    switch (machine.files().size()) {
                        case 0 -> "";
                        case 1 -> "and " + machine.files().getFirst().path();
                        default -> "and %d embedded files".formatted(machine.files().size());
                    };
            service("files", "files", ("/tmp in memory " + embedded).strip());
        }

        private void service(String id, String name, String detail) {
            services.add(new Part(id, name, detail, Kind.SERVICE));
            edges.add(new Edge("program", id));
        }
    }
}
