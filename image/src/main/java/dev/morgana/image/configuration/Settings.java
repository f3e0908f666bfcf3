package dev.morgana.image.configuration;

import dev.morgana.config.Addressing;
import dev.morgana.config.BootKey;
import dev.morgana.config.EmbeddedFile;
import dev.morgana.config.Machine;
import dev.morgana.config.NetworkCard;
import dev.morgana.image.ImageMetadata;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// A machine as flat settings: what the classes that run in the image builder read, since they cannot see the program's.
///
/// ```
/// memory              bytes
/// heap                bytes, if it has a limit
/// console, entropy    names of the constants
/// argument.N          first arguments of main
/// card.N.name         the network card; `cards` says whether there is one, and is absent if nothing was said about it
/// card.N.addressing   dhcp, fixed or boot
/// card.N.address      192.0.2.10/24; card.N.gateway, card.N.nameServers (with commas)
/// file.N.path         in the machine; file.N.source on the build machine; file.N.line of the configuration class
/// key.N.name          boot keys, with type, default, meaning
/// property.NAME       fixed system properties, with those of the default time zone and locale
/// logging             name of the constant
/// locale.N            further locales that the image holds
/// ```
public final class Settings {
    private final Properties values = new Properties();
    private final Machine machine;

    private Settings(Machine machine) {
        this.machine = machine;
    }

    /// The settings of `machine`.
    public static Settings of(Machine machine) {
        var made = new Settings(machine);
        made.put("memory", machine.memory().bytes());
        machine.heap().ifPresent(most -> made.put("heap", most.bytes()));
        made.put("console", machine.console());
        made.put("entropy", machine.entropy());
        made.list("argument", "", machine.arguments());
        machine.cards().ifPresent(made::cards);
        made.defaults().forEach((name, value) -> made.put("property." + name, value));
        made.list("locale", "", machine.locales().stream().map(Locale::toLanguageTag).toList());
        made.put("logging", machine.logging());
        machine.properties().forEach((name, value) -> made.put("property." + name, value));
        made.list("file", ".path", machine.files().stream().map(EmbeddedFile::path).toList());
        made.list("file", ".source", made.files());
        made.list("file", ".line", machine.files().stream().map(EmbeddedFile::where).toList());
        for (int i = 0; i < machine.bootKeys().size(); i++) {
            made.key("key." + i, machine.bootKeys().get(i));
        }
        return made;
    }

    /// The system properties that the JDK takes its default time zone and locale from.
    public Map<String, String> defaults() {
        var locale = machine.locale();
        var properties = new TreeMap<String, String>();
        properties.put("user.timezone", machine.timeZone().getId());
        properties.put("user.language", locale.getLanguage());
        properties.put("user.country", locale.getCountry());
        properties.put("user.script", locale.getScript());
        properties.put("user.variant", locale.getVariant());
        if (locale.hasExtensions()) {
            properties.put("user.extensions", extensions(locale));
        }
        return properties;
    }

    /// As they stand in a language tag (RFC 5646 2.1): private use comes last.
    private static String extensions(Locale locale) {
        return locale.getExtensionKeys().stream()
                .sorted(Comparator.comparing(key -> key == Locale.PRIVATE_USE_EXTENSION))
                .map(key -> key + "-" + locale.getExtension(key))
                .collect(Collectors.joining("-"));
    }

    private void cards(List<NetworkCard> cards) {
        put("cards", cards.size());
        for (int i = 0; i < cards.size(); i++) {
            String prefix = "card." + i;
            put(prefix + ".name", cards.get(i).name());
            switch (cards.get(i).addressing()) {
                case Addressing.Dhcp _ -> put(prefix + ".addressing", "dhcp");
                case Addressing.AtBoot _ -> put(prefix + ".addressing", "boot");
                case Addressing.Fixed fixed -> {
                    put(prefix + ".addressing", "fixed");
                    put(prefix + ".address", fixed.address());
                    if (fixed.gateway() != null) {
                        put(prefix + ".gateway", fixed.gateway());
                    }
                    put(
                            prefix + ".nameServers",
                            fixed.nameServers().stream()
                                    .map(Object::toString)
                                    .collect(Collectors.joining(",")));
                }
            }
        }
    }

    private void key(String prefix, BootKey<?> key) {
        put(prefix + ".name", key.name());
        put(prefix + ".default", key.defaultValue());
        put(prefix + ".meaning", key.meaning());
        put(prefix + ".type", key.type().notation());
    }

    private void list(String name, String suffix, List<?> items) {
        for (int i = 0; i < items.size(); i++) {
            put(name + "." + i + suffix, items.get(i));
        }
    }

    private void put(String name, Object value) {
        values.setProperty(name, value.toString());
    }

    /// The boot keys of the program's own, in their order.
    public List<ImageMetadata.BootKeyEntry> bootKeys() {
        var keys = new ArrayList<ImageMetadata.BootKeyEntry>();
        for (var key : machine.bootKeys()) {
            keys.add(
                    new ImageMetadata.BootKeyEntry(
                            key.name(),
                            key.type().description(),
                            key.defaultValue(),
                            key.meaning()));
        }
        return keys;
    }

    /// The least level that is logged where no boot key says another.
    public System.Logger.Level logging() {
        return machine.logging();
    }

    /// What the boot keys of the cards begin with whose address is decided at boot: `net` for the first card, the name for each other.
    public List<String> cardsDecidedAtBoot() {
        var cards = machine.cards().orElse(List.of(NetworkCard.named("net")));
        return IntStream.range(0, cards.size())
                .filter(i -> cards.get(i).addressing() instanceof Addressing.AtBoot)
                .mapToObj(i -> i == 0 ? "net" : cards.get(i).name())
                .toList();
    }

    /// What the image builder is told beside the settings.
    public List<String> builderOptions() {
        var options = new ArrayList<String>();
        machine.heap().ifPresent(most -> options.add("-R:MaxHeapSize=" + most.bytes()));
        var locales = new ArrayList<>(machine.locales());
        locales.add(machine.locale());
        locales.remove(Locale.US); // which is in each image
        if (!locales.isEmpty()) {
            options.add("-H:IncludeLocales=" + tags(locales));
        }
        return options;
    }

    private static String tags(List<Locale> locales) {
        return locales.stream()
                .map(locale -> locale.stripExtensions().toLanguageTag())
                .collect(Collectors.joining(","));
    }

    /// The default locale of the program.
    public Locale locale() {
        return machine.locale();
    }

    /// The files of the build machine that the image holds.
    public List<Path> files() {
        return machine.files().stream().map(EmbeddedFile::source).toList();
    }

    /// The settings without the places of files on this machine: with the files' content, what an image depends on.
    public String portableText() {
        return text().lines()
                .filter(line -> !line.matches("file\\.\\d+\\.source=.*"))
                .collect(Collectors.joining("\n"));
    }

    /// The settings in the form of a properties file, sorted: equal machines give equal text.
    public String text() {
        var text = new StringWriter();
        try {
            values.store(text, null);
        } catch (IOException e) {
            throw new IllegalStateException("a text in memory", e);
        }
        return text.toString()
                .lines()
                .filter(line -> !line.startsWith("#"))
                .sorted()
                .collect(Collectors.joining("\n", "", "\n"));
    }
}
