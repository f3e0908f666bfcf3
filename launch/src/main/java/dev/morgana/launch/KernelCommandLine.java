package dev.morgana.launch;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The line by which the host passes settings and arguments to the image: words separated by blanks, each percent-encoded.
///
/// Before the word `--` stand boot keys `KEY=VALUE`, among them `env.NAME` (environment) and `prop.NAME` (system properties); after it
/// the arguments of `main`. The empty argument is the single word `%`.
public final class KernelCommandLine {
    private static final String PLAIN = "_.,:/=+@-";
    private static final String EMPTY_ARGUMENT = "%";
    private static final String OF_THE_VMM = "virtio_mmio.device=";

    /// What a PVH loader copies; longer lines are cut short by some hosts.
    private static final int LONGEST = 4095;

    private KernelCommandLine() {}

    /// The line for `settings` (boot keys, in order) and `arguments`.
    ///
    /// @throws UsageException if it is too long
    public static String of(List<KeyValue> settings, List<String> arguments) {
        var words = new ArrayList<String>();
        settings.forEach(setting -> words.add(encode(setting.toString())));
        words.add("--");
        arguments.forEach(argument -> words.add(argument(argument)));
        String line = String.join(" ", words);
        if (line.length() > LONGEST) {
            throw new UsageException(
                    "arguments and settings are too long for a boot: %d of at most %d characters"
                            .formatted(line.length(), LONGEST));
        }
        return line;
    }

    /// A word that begins as the VMM's own words do gets its first letter encoded: QEMU appends those at the end, and the image takes them for its devices.
    private static String argument(String argument) {
        if (argument.startsWith(OF_THE_VMM)) {
            return "%76" + encode(argument.substring(1));
        }
        return argument.isEmpty() ? EMPTY_ARGUMENT : encode(argument);
    }

    /// Every byte of `word` in UTF-8, those with a meaning of their own as `%XX`.
    static String encode(String word) {
        var encoded = new StringBuilder();
        for (byte octet : word.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) Byte.toUnsignedInt(octet);
            boolean plain = c < 0x80 && (Character.isLetterOrDigit(c) || PLAIN.indexOf(c) >= 0);
            encoded.append(plain ? Character.toString(c) : "%%%02X".formatted((int) c));
        }
        return encoded.toString();
    }

    /// The opposite of [#encode(String)], as the image does it.
    static String decode(String word) {
        if (word.equals(EMPTY_ARGUMENT)) {
            return "";
        }
        var bytes = new ByteArrayOutputStream();
        for (int at = 0; at < word.length(); at++) {
            if (word.charAt(at) == '%') {
                bytes.write(Integer.parseInt(word.substring(at + 1, at + 3), 16));
                at += 2;
            } else {
                bytes.write(word.charAt(at));
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    /// The settings of `--boot`, `--env` and `-D`, in this order.
    public static List<KeyValue> settings(
            List<KeyValue> boot, List<KeyValue> environment, List<KeyValue> properties) {
        return Stream.of(
                        boot.stream(), prefixed("env.", environment), prefixed("prop.", properties))
                .flatMap(settings -> settings)
                .collect(Collectors.toList());
    }

    private static Stream<KeyValue> prefixed(String prefix, List<KeyValue> settings) {
        return settings.stream()
                .map(setting -> new KeyValue(prefix + setting.key(), setting.value()));
    }
}
