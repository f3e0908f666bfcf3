package dev.morgana.launch;

import dev.morgana.config.Machine;
import dev.morgana.platform.jvm.Start;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// This host's JVM, without an image: with the host's sockets, or with Morgana's network on a TAP interface.
public record JvmTarget() implements Target {
    @Override
    public String name() {
        return "jvm";
    }

    @Override
    public boolean isAvailable() {
        return true;
    }

    @Override
    public void require() {}

    @Override
    public NetworkChoice usualNetwork() {
        return new NetworkChoice.Host();
    }

    @Override
    public void requireMeaning(NetworkChoice network) {
        if (!(network instanceof NetworkChoice.Host || network instanceof NetworkChoice.Tap)) {
            throw new UsageException(
                    "--target jvm has the host's sockets or Morgana's network on a TAP interface: write --net host or --net tap:NAME");
        }
    }

    /// How `application` is started.
    ///
    /// @throws UsageException if the settings do not fit this target
    Launch launch(Application application, Target.Settings settings) throws IOException {
        settings.requireNothingOfQemu(name());
        var words = new ArrayList<String>(List.of("env"));
        settings.boot().stream()
                .filter(setting -> setting.key().startsWith("env."))
                .map(setting -> setting.toString().substring("env.".length()))
                .forEach(words::add);
        words.add(Host.installation().java().toString());
        settings.memory().ifPresent(size -> words.add("-Xmx" + size.bytes()));
        settings.cpus().ifPresent(cpus -> words.add("-XX:ActiveProcessorCount=" + cpus));
        if (application.machine().isPresent()) {
            words.addAll(described(application.machine().get(), application.workDirectory()));
        }
        var classPath = new ArrayList<>(application.classPath());
        var platform = Platform.jars(Host.installation());
        String network = "host";
        if (settings.firstCard().network() instanceof NetworkChoice.Tap(String name)) {
            network = "own";
            words.add("-Ddev.morgana.tap=" + name);
            words.addAll(Platform.woven(Host.installation()));
            // The others are woven into java.base.
            platform = platform.subList(0, 1);
        }
        classPath.addAll(platform);
        words.add("-cp");
        words.add(classPath.stream().map(Path::toString).collect(Collectors.joining(":")));
        words.addAll(List.of(Start.class.getName(), network, application.mainClass()));
        settings.boot().forEach(setting -> words.add(setting.toString()));
        words.add("--");
        words.addAll(settings.arguments());
        return new Launch(words, List.of(), true, false, true, Outcome::program);
    }

    /// The options that tell a JVM what the configuration class says.
    private static List<String> described(Machine machine, Path workDirectory) throws IOException {
        if (!machine.files().isEmpty()) {
            throw new UsageException(
                    "the machine has %s in it, which a JVM has not: take --target process or qemu"
                            .formatted(machine.files().getFirst().path()));
        }
        Files.createDirectories(workDirectory);
        Path file = workDirectory.resolve("machine.properties");
        var settings = dev.morgana.image.configuration.Settings.of(machine);
        Files.writeString(file, settings.text());
        return Stream.concat(
                        Stream.of("-Ddev.morgana.machine=" + file),
                        settings.defaults().entrySet().stream().map(entry -> "-D" + entry))
                .toList();
    }
}
