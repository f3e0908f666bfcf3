package dev.morgana.runtime.boot;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What the kernel command line said before `--`.
///
/// @param network the keys `net.*`
/// @param logLevel the key `log.level`: the name of a [System.Logger.Level]
/// @param properties system properties, from `prop.NAME=VALUE`
/// @param environment environment variables, from `env.NAME=VALUE`
public record BootOptions(
        NetworkOptions network,
        System.Logger.Level logLevel,
        Map<String, String> properties,
        Map<String, String> environment) {
    private static final String KEYS =
            "net.ipv4, net.gateway, net.dns, net.hostname, log.level, env.NAME, prop.NAME";

    /// Without any key.
    public static final BootOptions NONE =
            new BootOptions(NetworkOptions.NONE, System.Logger.Level.INFO, Map.of(), Map.of());

    /// Reads decoded tokens.
    ///
    /// @param network whether the image holds a network
    /// @throws BootKeyException if a key is unknown, given twice or has a bad value
    public static BootOptions parse(List<String> tokens, boolean network) {
        Map<String, String> keys = new TreeMap<>();
        Map<String, String> properties = new TreeMap<>();
        Map<String, String> environment = new TreeMap<>();
        for (String token : tokens) {
            int equals = token.indexOf('=');
            if (equals <= 0) {
                throw new BootKeyException("not of the form KEY=VALUE: " + token);
            }
            String key = token.substring(0, equals);
            String value = token.substring(equals + 1);
            if (key.startsWith("env.") && key.length() > 4) {
                environment.put(key.substring(4), value);
            } else if (key.startsWith("prop.") && key.length() > 5) {
                properties.put(key.substring(5), value);
            } else if (keys.put(key, value) != null) {
                throw new BootKeyException("given twice: " + key);
            }
        }
        System.Logger.Level level = level(keys.remove("log.level"));
        NetworkOptions net = NetworkOptions.take(keys, network);
        if (!keys.isEmpty()) {
            String unknown = keys.keySet().iterator().next();
            throw new BootKeyException("unknown key " + unknown + "; known are " + KEYS);
        }
        return new BootOptions(net, level, properties, environment);
    }

    private static System.Logger.Level level(@org.jspecify.annotations.Nullable String value) {
        if (value == null) {
            return NONE.logLevel;
        }
        for (System.Logger.Level level : System.Logger.Level.values()) {
            if (level.name().equalsIgnoreCase(value)) {
                return level;
            }
        }
        throw new BootKeyException(
                "log.level=" + value + ": not one of all, trace, debug, info, warning, error, off");
    }
}
