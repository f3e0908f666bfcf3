package dev.morgana.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.morgana.config.BootKey;
import dev.morgana.config.Machine;
import dev.morgana.config.NetworkCard;
import dev.morgana.image.ImageMetadata.BootKeyEntry;
import dev.morgana.image.configuration.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// Which keys an image understands, and what they are without a value.
final class BootKeysTest {
    /// A program.
    static final class Program {
        private Program() {}

        static void main() {}
    }

    private static List<String> names(Optional<Machine> machine, boolean network) {
        return BootKeys.of(machine.map(Settings::of), network).stream()
                .map(BootKeyEntry::name)
                .toList();
    }

    @Test
    void theLevelIsThatOfTheConfigurationClass() {
        var machine = Machine.running(Program.class).logging(System.Logger.Level.WARNING);
        assertEquals(
                List.of(
                        new BootKeyEntry(
                                "log.level",
                                "one of all, trace, debug, info, warning, error, off",
                                "warning",
                                "the least level that System.Logger prints")),
                BootKeys.of(Optional.of(Settings.of(machine)), false));
    }

    @Test
    void aConfigurationClassDecidesWhichThereAre() {
        assertEquals(
                List.of(
                        "env.NAME",
                        "log.level",
                        "net.dns",
                        "net.gateway",
                        "net.hostname",
                        "net.ipv4",
                        "prop.NAME"),
                names(Optional.empty(), true));
        var machine =
                Machine.running(Program.class)
                        .network(NetworkCard.named("lan").dhcp())
                        .network(NetworkCard.named("back"))
                        .bootKeys(BootKey.integer("port", 80).meaning("TCP port"));
        assertEquals(
                List.of(
                        "back.dns",
                        "back.gateway",
                        "back.ipv4",
                        "log.level",
                        "net.hostname",
                        "port"),
                names(Optional.of(machine), true));
    }

    /// The documents have one table of the keys of a program without configuration class.
    @Test
    void theDocumentsListThem() throws IOException {
        String table =
                BootKeys.of(Optional.empty(), true).stream()
                        .map(key ->
                                "| `%s` | %s | %s | %s |\n"
                                        .formatted(
                                                key.name(),
                                                key.type(),
                                                key.defaultValue(),
                                                key.meaning()))
                        .collect(Collectors.joining());
        String document = Files.readString(Path.of("../docs/configuration.md"));
        assertTrue(document.contains("|---|---|---|---|\n" + table + "\n"), table);
    }
}
