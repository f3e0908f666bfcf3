package dev.morgana.launch;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Where a program runs.
public sealed interface Target permits ImageTarget, JvmTarget {
    /// All of them, the preferred first.
    List<Target> ALL =
            List.of(
                    new QemuTarget(QemuMachine.MICROVM),
                    new ProcessTarget(),
                    new QemuTarget(QemuMachine.Q35),
                    new JvmTarget());

    /// What `--target` calls it.
    String name();

    /// Whether this host has what it needs.
    boolean isAvailable();

    /// Fails when this host lacks what it needs.
    ///
    /// @throws HostException with how to get it
    void require();

    /// The network where none is asked for.
    NetworkChoice usualNetwork();

    /// Fails when a network has no meaning here.
    ///
    /// @throws UsageException with those that have
    void requireMeaning(NetworkChoice network);

    /// The target of that name.
    ///
    /// @throws UsageException if there is none
    static Target named(String name) {
        return ALL.stream()
                .filter(target -> target.name().equals(name))
                .findFirst()
                .orElseThrow(() ->
                        new UsageException(
                                "'%s' is no target: write %s"
                                        .formatted(
                                                name,
                                                ALL.stream()
                                                        .map(Target::name)
                                                        .collect(Collectors.joining(" or ")))));
    }

    /// What the machine layer starts of a machine's processors: MAX_CPUS in its cpu.h.
    int MOST_CPUS = 8;

    /// What the user wants of a run.
    ///
    /// @param memory of the machine; empty for what the program's configuration class says
    /// @param cpus how many processors it has, 1 to [#MOST_CPUS]; empty for the usual number
    /// @param cards what each network card is connected to
    /// @param forwards ports of the host that lead to the program, through the first user network
    /// @param capture the file that gets every frame on the wire, if any
    /// @param boot the boot keys, environment and system properties among them
    /// @param arguments of the program
    /// @param qemuWords the user's own words for QEMU
    record Settings(
            Optional<MemorySize> memory,
            Optional<Integer> cpus,
            List<CardConnection> cards,
            List<PortForward> forwards,
            Optional<Path> capture,
            List<KeyValue> boot,
            List<String> arguments,
            List<String> qemuWords) {

        /// The same for a machine of that memory, with those cards.
        public Settings on(
                MemorySize chosen, List<CardConnection> connected, List<PortForward> reachable) {
            return new Settings(
                    Optional.of(chosen),
                    cpus,
                    connected,
                    reachable,
                    capture,
                    boot,
                    arguments,
                    qemuWords);
        }

        /// Fails when something is asked for that only QEMU has.
        ///
        /// @param target the name of what has no QEMU
        /// @throws UsageException with what it is
        void requireNothingOfQemu(String target) {
            if (!qemuWords.isEmpty()) {
                throw new UsageException("--qemu has no meaning with --target " + target);
            }
            if (capture.isPresent()) {
                throw new UsageException("--pcap records with --target qemu only");
            }
        }

        /// What the first card is connected to.
        CardConnection firstCard() {
            return cards.isEmpty()
                    ? new CardConnection(new NetworkChoice.None(), "")
                    : cards.getFirst();
        }
    }
}
