package dev.morgana.runtime.boot;

import dev.morgana.config.BootType;
import dev.morgana.config.Console;
import dev.morgana.config.Entropy;
import dev.morgana.wire.Ipv4Address;
import dev.morgana.wire.Ipv4Prefix;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What the program's configuration class decided when the image was built. The image builder writes it as settings (its class
/// `Settings` has the list); they are read while the image is built, so that the analysis sees constants.
///
/// @param configured whether there was a configuration class
/// @param keys the boot keys that it declares
/// @param properties fixed system properties, with those of zone and locale
/// @param arguments the first arguments of `main`
/// @param cards the network cards, in their order; empty for a machine without
/// @param files paths in the machine of the files that lie in the image, with those on the build machine
/// @param logLevel the least level that is logged
/// @param input whether `System.in` carries input
/// @param entropyDevice whether a virtio-rng device is looked for
public record Description(
        boolean configured,
        List<BootKeyRule> keys,
        Map<String, String> properties,
        List<String> arguments,
        List<CardSettings> cards,
        Map<String, Path> files,
        System.Logger.Level logLevel,
        boolean input,
        boolean entropyDevice) {
    /// Of a program without configuration class.
    public static final Description DEFAULT =
            new Description(
                    false,
                    List.of(),
                    Map.of(),
                    List.of(),
                    List.of(CardSettings.DEFAULT),
                    Map.of(),
                    System.Logger.Level.INFO,
                    true,
                    true);

    private static final String PROPERTY = "property.";

    /// Reads settings; the image builder has written them, so they are well formed.
    ///
    /// @throws IllegalArgumentException if they are not
    public static Description of(Properties settings) {
        Map<String, String> properties = new TreeMap<>();
        for (String name : settings.stringPropertyNames()) {
            if (name.startsWith(PROPERTY)) {
                properties.put(name.substring(PROPERTY.length()), required(settings, name));
            }
        }
        List<String> arguments = new ArrayList<>();
        while (settings.containsKey("argument." + arguments.size())) {
            arguments.add(required(settings, "argument." + arguments.size()));
        }
        return new Description(
                true,
                keys(settings),
                Map.copyOf(properties),
                List.copyOf(arguments),
                cards(settings),
                files(settings),
                System.Logger.Level.valueOf(required(settings, "logging")),
                Console.valueOf(required(settings, "console")) == Console.INPUT_AND_OUTPUT,
                Entropy.valueOf(required(settings, "entropy")) == Entropy.CPU_AND_DEVICE);
    }

    private static List<BootKeyRule> keys(Properties settings) {
        List<BootKeyRule> keys = new ArrayList<>();
        while (settings.containsKey("key." + keys.size() + ".name")) {
            String prefix = "key." + keys.size();
            BootType type = BootType.parse(required(settings, prefix + ".type"));
            keys.add(
                    new BootKeyRule(
                            required(settings, prefix + ".name"),
                            type,
                            type.description(),
                            required(settings, prefix + ".default")));
        }
        return List.copyOf(keys);
    }

    private static List<CardSettings> cards(Properties settings) {
        String count = settings.getProperty("cards");
        if (count == null) {
            return List.of(CardSettings.DEFAULT);
        }
        List<CardSettings> cards = new ArrayList<>();
        for (int i = 0; i < Integer.parseInt(count); i++) {
            cards.add(card(settings, i));
        }
        return List.copyOf(cards);
    }

    private static CardSettings card(Properties settings, int index) {
        String prefix = "card." + index;
        String name = required(settings, prefix + ".name");
        String keys = index == 0 ? "net" : name;
        return switch (required(settings, prefix + ".addressing")) {
            case "boot" -> new CardSettings(name, keys, true, CardOptions.NONE);
            case "dhcp" -> new CardSettings(name, keys, false, CardOptions.NONE);
            default -> new CardSettings(name, keys, false, fixed(settings, prefix));
        };
    }

    private static CardOptions fixed(Properties settings, String prefix) {
        String gateway = settings.getProperty(prefix + ".gateway");
        List<Ipv4Address> servers = new ArrayList<>();
        for (String server : required(settings, prefix + ".nameServers").split(",", -1)) {
            if (!server.isEmpty()) {
                servers.add(Ipv4Address.parse(server));
            }
        }
        return new CardOptions(
                Ipv4Prefix.parse(required(settings, prefix + ".address")),
                gateway == null ? null : Ipv4Address.parse(gateway),
                List.copyOf(servers));
    }

    private static Map<String, Path> files(Properties settings) {
        Map<String, Path> files = new TreeMap<>();
        for (int i = 0; settings.containsKey("file." + i + ".path"); i++) {
            files.put(
                    required(settings, "file." + i + ".path"),
                    Path.of(required(settings, "file." + i + ".source")));
        }
        return Map.copyOf(files);
    }

    private static String required(Properties settings, String name) {
        @Nullable String value = settings.getProperty(name);
        if (value == null) {
            throw new IllegalArgumentException("the settings lack " + name);
        }
        return value;
    }
}
