package dev.morgana.cli;

import dev.morgana.launch.Capture;
import dev.morgana.launch.CardConnection;
import dev.morgana.launch.ImageTarget;
import dev.morgana.launch.JvmTarget;
import dev.morgana.launch.KernelCommandLine;
import dev.morgana.launch.KeyValue;
import dev.morgana.launch.MemorySize;
import dev.morgana.launch.NetworkChoice;
import dev.morgana.launch.Outcome;
import dev.morgana.launch.PortForward;
import dev.morgana.launch.Ports;
import dev.morgana.launch.RunningImage;
import dev.morgana.launch.Target;
import dev.morgana.launch.UsageException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `morgana run`: builds a program's image if something changed, and boots it.
@Command(
        name = "run",
        description =
                "Builds a program's image if something has changed, boots it in QEMU or starts it as a process, and ends with the program's status.",
        customSynopsis = "morgana run APP [OPTIONS] [-- ARGUMENTS]",
        sortOptions = false,
        footer = {
            "",
            "The program's standard output is standard output; its standard error and the tool's own messages are standard error.",
            "",
            "Exit status: the program's own (0 to 255). The tool's own are",
            "   64  wrong command line, or a boot key that the image refuses",
            "  124  ended by --timeout",
            "  125  machine fault",
            "  126  the program could not be built, or the host lacks something",
            "  130  ended by Ctrl-C (129: SIGHUP, 143: SIGTERM, 141: standard output closed)",
            "each with a last line on standard error that says so."
        })
final class RunCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final List<String> programArguments;

    @Mixin private ProgramOptions program = new ProgramOptions();

    @Option(
            names = "--target",
            paramLabel = "NAME",
            description =
                    "What the program runs on: qemu (a virtual machine), q35 (a PC of today in QEMU), process (this host's Linux, confined), or jvm (no image: this host's JVM). Default: qemu where it is installed, else process.")
    private @Nullable String target;

    @Option(
            names = "-p",
            paramLabel = "[ADDR:]HOST:GUEST[/udp]",
            description =
                    "Forward a port of the host to one of the program; bound to loopback without an address. Default: the first free port from 8080 on leads to 8080.")
    private List<String> forwards = new ArrayList<>();

    @Option(
            names = "--memory",
            paramLabel = "SIZE",
            description =
                    "Memory of the machine, with K, M or G. Default: what the program's configuration class says, else 64M.")
    private @Nullable String memory;

    @Option(
            names = "--cpus",
            paramLabel = "N",
            description =
                    "Processors of the machine, 1 to 8; a process has one. Default: 1, or with --target jvm all that the host has.")
    private Optional<Integer> cpus = Optional.empty();

    @Option(
            names = "--net",
            paramLabel = "user|tap:NAME|udp:HERE:THERE|none|host",
            description =
                    "What a network card is connected to, once for each card; udp joins two machines by UDP ports of this host. With --target jvm, host or tap:NAME. Default: user, or host.")
    private List<String> networks = new ArrayList<>();

    @Option(
            names = "--pcap",
            paramLabel = "FILE",
            description =
                    "Record every frame on the first network card, for Wireshark and tcpdump.")
    private Optional<Path> capture = Optional.empty();

    @Option(
            names = "--boot",
            paramLabel = "KEY=VALUE",
            description = "A boot key, such as net.ipv4=10.0.2.20/24.")
    private List<String> bootKeys = new ArrayList<>();

    @Option(
            names = "--env",
            paramLabel = "NAME=VALUE",
            description = "An environment variable of the program.")
    private List<String> environment = new ArrayList<>();

    @Option(
            names = "-D",
            paramLabel = "NAME=VALUE",
            description = "A system property of the program.")
    private List<String> properties = new ArrayList<>();

    @Option(
            names = "--qemu",
            paramLabel = "ARG",
            description = "One more word for QEMU, taken whole even with a leading dash.")
    private List<String> qemuWords = new ArrayList<>();

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            description = "End the program after this time, counted from the image's start.")
    private long timeout;

    RunCommand(Terminal terminal, List<String> programArguments) {
        this.terminal = terminal;
        this.programArguments = programArguments;
    }

    @Override
    public Integer call() throws IOException {
        if (timeout < 0) {
            throw new UsageException("--timeout %d: write a number of seconds".formatted(timeout));
        }
        if (cpus.filter(n -> n < 1 || n > Target.MOST_CPUS).isPresent()) {
            throw new UsageException(
                    "--cpus %d: write 1 to %d".formatted(cpus.get(), Target.MOST_CPUS));
        }
        var chosen = target == null ? ImageTarget.usual() : Target.named(target);
        var boot =
                KernelCommandLine.settings(
                        all("--boot", bootKeys), all("--env", environment), all("-D", properties));
        // Refuses what no machine can be told, before anything is built.
        KernelCommandLine.of(boot, programArguments);
        var size = Optional.ofNullable(memory).map(MemorySize::parse);
        List<NetworkChoice> choices =
                networks.isEmpty()
                        ? List.of(chosen.usualNetwork())
                        : networks.stream().map(NetworkChoice::parse).toList();
        choices.forEach(chosen::requireMeaning);
        var wanted = forwards.stream().map(PortForward::parse).toList();
        if (!wanted.isEmpty() && choices.stream().noneMatch(NetworkChoice.User.class::isInstance)) {
            throw new UsageException(
                    "-p forwards a port of the user network: it has no meaning "
                            + (networks.isEmpty()
                                    ? "with --target " + chosen.name()
                                    : "with --net " + String.join(" --net ", networks)));
        }
        capture.ifPresent(file -> Capture.prepare(file, choices.getFirst()));
        chosen.require();
        var settings =
                new Target.Settings(
                        size,
                        cpus,
                        choices.stream().map(net -> new CardConnection(net, "")).toList(),
                        wanted,
                        capture.map(Path::toAbsolutePath),
                        boot,
                        programArguments,
                        qemuWords);
        return switch (chosen) {
            case ImageTarget place -> runImage(place, settings);
            case JvmTarget place -> runProgram(place, settings);
        };
    }

    private int runImage(ImageTarget place, Target.Settings settings) throws IOException {
        var reachable = new ArrayList<PortForward>();
        var run = new RunningImage(terminal, timeout, nanos -> booted(nanos, reachable));
        listen(run);
        var application = program.application(terminal);
        var image = program.image(application, place.port(), terminal);
        boolean card = image.metadata().devices().contains("network");
        if (!card && capture.isPresent()) {
            terminal.say("the program uses no network: --pcap records nothing");
        }
        var connections =
                card
                        ? CardConnection.of(
                                networks(settings), application.machine(), settings.boot())
                        : CardConnection.NONE;
        reachable.addAll(ports(connections, settings.forwards()));
        var machine =
                settings.on(
                        settings.memory().orElseGet(application::memory), connections, reachable);
        return end(run.run(image, place, machine));
    }

    private int runProgram(JvmTarget place, Target.Settings settings) throws IOException {
        var run = new RunningImage(terminal, timeout, _ -> {});
        listen(run);
        return end(run.run(program.application(terminal), place, settings));
    }

    private void listen(RunningImage run) throws IOException {
        Signals.to(new Control(run));
        if (terminal.isWatched()) {
            QuitKey.passOn();
        }
    }

    private int end(Outcome outcome) {
        outcome.lastLine().ifPresent(terminal::say);
        return outcome.status();
    }

    /// What signals to this process do.
    private final class Control implements Signals.Target {
        private final RunningImage machine;

        Control(RunningImage machine) {
            this.machine = machine;
        }

        @Override
        public void signal(int number, Outcome.Cause why) {
            if (!machine.stop(number, why)) {
                Outcome.beforeStart(why).lastLine().ifPresent(terminal::say);
                System.exit(128 + number);
            }
        }

        @Override
        public void threads() {
            try {
                machine.dumpThreads();
            } catch (IOException e) {
                terminal.say("no thread dump: " + e.getMessage());
            }
        }
    }

    private static List<NetworkChoice> networks(Target.Settings settings) {
        return settings.cards().stream().map(CardConnection::network).toList();
    }

    private List<PortForward> ports(List<CardConnection> cards, List<PortForward> wanted)
            throws IOException {
        if (cards.stream().anyMatch(card -> card.network() instanceof NetworkChoice.User)) {
            return Ports.choose(wanted);
        }
        if (!wanted.isEmpty()) {
            terminal.say("the program uses no network: -p has no effect");
        }
        return List.of();
    }

    private void booted(long nanos, List<PortForward> reachable) {
        terminal.say("main reached after %.1f ms".formatted(nanos / 1e6));
        reachable.forEach(port ->
                terminal.say(
                        "port %d of the program is at %s".formatted(port.guest(), port.url())));
    }

    private static List<KeyValue> all(String option, List<String> texts) {
        return texts.stream().map(text -> KeyValue.parse(option, text)).toList();
    }
}
