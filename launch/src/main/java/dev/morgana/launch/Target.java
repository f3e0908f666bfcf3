package dev.morgana.launch;

import dev.morgana.image.Image;
import dev.morgana.image.Port;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Where an image runs.
public sealed interface Target permits QemuTarget, ProcessTarget {
    /// All of them, the preferred first.
    List<Target> ALL = List.of(new QemuTarget(), new ProcessTarget());

    /// What `--target` calls it.
    String name();

    /// What an image for it is linked with.
    Port port();

    /// Whether this host has what it needs.
    boolean isAvailable();

    /// Fails when this host lacks what it needs.
    ///
    /// @throws HostException with how to get it
    void require();

    /// The file name of a program's image.
    Path fileName(String program);

    /// How `image` is started.
    ///
    /// @param sockets where the streams that are sockets will be listened for
    /// @throws UsageException if the settings do not fit this target
    /// @throws HostException if the host lacks something
    Launch launch(Image image, Settings settings, ConsoleSockets sockets) throws IOException;

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

    /// The first that this host can run.
    static Target usual() {
        return ALL.stream().filter(Target::isAvailable).findFirst().orElseThrow();
    }

    /// What the user wants of a run.
    ///
    /// @param memory of the machine
    /// @param network what the card is connected to
    /// @param forwards ports of the host that lead to the program; for the user network only
    /// @param capture the file that gets every frame on the wire, if any
    /// @param boot the boot keys, environment and system properties among them
    /// @param arguments of the program
    /// @param qemuWords the user's own words for QEMU
    record Settings(
            MemorySize memory,
            NetworkChoice network,
            List<PortForward> forwards,
            Optional<Path> capture,
            List<KeyValue> boot,
            List<String> arguments,
            List<String> qemuWords) {

        /// The program's `ADDRESS/PREFIX` if it has a fixed one, or empty.
        String staticAddress() {
            return boot.stream()
                    .filter(setting -> setting.key().equals("net.ipv4"))
                    .map(KeyValue::value)
                    .findFirst()
                    .orElse("");
        }
    }
}
