package dev.morgana.runtime.boot;

import dev.morgana.config.BootType;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What the kernel command line said before `--`.
///
/// @param network the keys of the cards, and `net.hostname`
/// @param logLevel the key `log.level`: the name of a [System.Logger.Level]
/// @param properties system properties, from `prop.NAME=VALUE`
/// @param environment environment variables, from `env.NAME=VALUE`
public record BootOptions(
        NetworkOptions network,
        System.Logger.Level logLevel,
        Map<String, String> properties,
        Map<String, String> environment) {
    private static final String ENVIRONMENT = "env.";
    private static final String PROPERTY = "prop.";

    /// Without any key.
    public static final BootOptions NONE =
            new BootOptions(NetworkOptions.NONE, System.Logger.Level.INFO, Map.of(), Map.of());

    /// Reads decoded tokens.
    ///
    /// @param network whether the image holds a network
    /// @param machine what was decided when the image was built
    /// @throws BootKeyException if a key is unknown, given twice or has a bad value
    public static BootOptions parse(List<String> tokens, boolean network, Description machine) {
        Map<String, String> keys = new TreeMap<>();
        Map<String, String> properties = new TreeMap<>(machine.properties());
        Map<String, String> environment = new TreeMap<>();
        for (String token : tokens) {
            int equals = token.indexOf('=');
            if (equals <= 0) {
                throw new BootKeyException("not of the form KEY=VALUE: " + token);
            }
            String key = token.substring(0, equals);
            String value = token.substring(equals + 1);
            if (!machine.configured() && isNamed(key, ENVIRONMENT)) {
                environment.put(key.substring(ENVIRONMENT.length()), value);
            } else if (!machine.configured() && isNamed(key, PROPERTY)) {
                properties.put(key.substring(PROPERTY.length()), value);
            } else if (keys.put(key, value) != null) {
                throw new BootKeyException("given twice: " + key);
            }
        }
        System.Logger.Level level = level(keys.remove("log.level"), machine.logLevel());
        NetworkOptions net = NetworkOptions.take(keys, network, machine);
        machine.keys().forEach(rule -> properties.put(rule.name(), take(keys, rule)));
        if (!keys.isEmpty()) {
            String unknown = keys.keySet().iterator().next();
            throw new BootKeyException(
                    "unknown key " + unknown + "; known are " + known(machine, network));
        }
        return new BootOptions(net, level, properties, environment);
    }

    private static boolean isNamed(String key, String prefix) {
        return key.startsWith(prefix) && key.length() > prefix.length();
    }

    /// The value of a key that the program declares, under its own name or as the system property that it becomes.
    private static String take(Map<String, String> keys, BootKeyRule rule) {
        String own = keys.remove(rule.name());
        String property = keys.remove(PROPERTY + rule.name());
        if (own != null && property != null) {
            throw new BootKeyException("given twice: " + rule.name());
        }
        String value = own != null ? own : property;
        if (value == null) {
            return rule.defaultValue();
        }
        if (!rule.type().accepts(value)) {
            throw new BootKeyException(rule.name() + "=" + value + ": not " + rule.description());
        }
        return value;
    }

    private static String known(Description machine, boolean network) {
        StringBuilder known = new StringBuilder();
        machine.keys().forEach(rule -> known.append(rule.name()).append(", "));
        if (network) {
            known.append(NetworkOptions.keys(machine));
        }
        known.append("log.level");
        return machine.configured() ? known.toString() : known + ", env.NAME, prop.NAME";
    }

    private static System.Logger.Level level(
            @Nullable String value, System.Logger.Level otherwise) {
        if (value == null) {
            return otherwise;
        }
        if (!BootType.Choice.LOG_LEVEL.accepts(value.toLowerCase(Locale.ROOT))) {
            throw new BootKeyException(
                    "log.level=" + value + ": not " + BootType.Choice.LOG_LEVEL.description());
        }
        return System.Logger.Level.valueOf(value.toUpperCase(Locale.ROOT));
    }
}
