package dev.morgana.launch;

import dev.morgana.image.Installation;
import dev.morgana.image.Versions;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/// What this host has: commands, the tool's own folders, the user's cache.
public final class Host {
    private static final String QEMU = "qemu-system-x86_64";

    private Host() {}

    /// The command `name` on the PATH.
    public static Optional<Path> find(String name) {
        String path = environment("PATH").orElse("/usr/local/bin:/usr/bin:/bin");
        return Stream.of(path.split(File.pathSeparator, -1))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /// QEMU, if it is there.
    public static Optional<Path> findQemu() {
        return find(QEMU);
    }

    /// QEMU for the machines that images run on.
    ///
    /// @throws HostException if there is none
    public static Path qemu() {
        return findQemu()
                .orElseThrow(() ->
                        new HostException(
                                "QEMU (%s) is not installed.\nInstall it with: apt-get install --no-install-recommends qemu-system-x86"
                                        .formatted(QEMU)));
    }

    /// The folder with the parts of the tool: the launcher names it; for builds and tests that Maven runs, it is what `morgana install` has left.
    public static Path home() {
        return Optional.ofNullable(System.getProperty("dev.morgana.home"))
                .map(Path::of)
                .orElseGet(Host::installed)
                .toAbsolutePath();
    }

    /// Where `morgana install` leaves the parts of the tool.
    public static Path installed() {
        return cache().resolve("home").resolve(Versions.morgana());
    }

    /// The folder of the user's for files that can be made again.
    public static Path cache() {
        return environment("XDG_CACHE_HOME")
                .map(Path::of)
                .orElseGet(() -> Path.of(System.getProperty("user.home"), ".cache"))
                .resolve("morgana");
    }

    /// The repository that the launcher belongs to.
    public static Path repository() {
        return Path.of(System.getProperty("dev.morgana.repository", "."))
                .toAbsolutePath()
                .normalize();
    }

    /// What a build needs of this host.
    ///
    /// @throws HostException if the tool is not installed
    public static Installation installation() {
        if (!Files.isDirectory(home())) {
            throw new HostException(
                    "Morgana %s is not installed (there is no %s): run ./morgana install"
                            .formatted(Versions.morgana(), home()));
        }
        return new Installation(home(), Path.of(System.getProperty("java.home")), cache());
    }

    /// The value of an environment variable, if it is set and not empty.
    public static Optional<String> environment(String name) {
        return Optional.ofNullable(System.getenv(name)).filter(value -> !value.isEmpty());
    }
}
