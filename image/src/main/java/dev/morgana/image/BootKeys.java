package dev.morgana.image;

import dev.morgana.config.BootType;
import dev.morgana.image.ImageMetadata.BootKeyEntry;
import dev.morgana.image.configuration.Settings;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The boot keys that an image understands, for those who boot it.
final class BootKeys {
    /// What a program without configuration class may be given.
    private static final List<BootKeyEntry> ANY =
            List.of(
                    new BootKeyEntry("env.NAME", "a text", "", "an environment variable"),
                    new BootKeyEntry("prop.NAME", "a text", "", "a system property"));

    private BootKeys() {}

    /// The keys, sorted by name.
    ///
    /// @param network whether the image holds a network
    static List<BootKeyEntry> of(Optional<Settings> settings, boolean network) {
        var keys = new ArrayList<BootKeyEntry>(settings.map(Settings::bootKeys).orElse(ANY));
        keys.add(level(settings.map(Settings::logging).orElse(System.Logger.Level.INFO)));
        if (network) {
            keys.add(
                    new BootKeyEntry(
                            "net.hostname",
                            "a host name",
                            "morgana",
                            "the machine's own name, also told to a DHCP server"));
            cards(settings).forEach(card -> keys.addAll(card(card)));
        }
        return keys.stream().sorted(Comparator.comparing(BootKeyEntry::name)).toList();
    }

    private static BootKeyEntry level(System.Logger.Level otherwise) {
        return new BootKeyEntry(
                "log.level",
                BootType.Choice.LOG_LEVEL.description(),
                otherwise.name().toLowerCase(Locale.ROOT),
                "the least level that System.Logger prints");
    }

    /// The names of the cards whose address is decided at boot; the keys of the first card begin with `net`.
    private static List<String> cards(Optional<Settings> settings) {
        return settings.map(Settings::cardsDecidedAtBoot).orElse(List.of("net"));
    }

    private static List<BootKeyEntry> card(String name) {
        return List.of(
                new BootKeyEntry(
                        name + ".ipv4",
                        "an address with its prefix, as 192.0.2.10/24",
                        "",
                        "fixed address of the card; without it, DHCP"),
                new BootKeyEntry(
                        name + ".gateway",
                        "an IPv4 address",
                        "",
                        "where packets to other networks go; only beside the address"),
                new BootKeyEntry(
                        name + ".dns", "IPv4 addresses with commas", "", "name servers, in order"));
    }
}
