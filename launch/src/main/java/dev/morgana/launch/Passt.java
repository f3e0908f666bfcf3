package dev.morgana.launch;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The user-mode network of a process: `passt`, which carries Ethernet frames between a socket and this host's own connections, without any privilege.
final class Passt {
    private static final String COMMAND = "passt";

    private Passt() {}

    /// How passt is started.
    ///
    /// @param socket where it shall listen
    /// @throws HostException if this host has none
    static Launch.Helper helper(Path socket, Target.Settings settings) {
        Path passt =
                Host.find(COMMAND)
                        .orElseThrow(() ->
                                new HostException(
                                        "the user network of a process needs passt: apt-get install --no-install-recommends passt (or choose --net tap:NAME or --net none)"));
        return new Launch.Helper(words(passt, socket, settings), socket);
    }

    /// The command and its arguments: in the foreground, IPv4, with frames of Ethernet's usual size.
    static List<String> words(Path passt, Path socket, Target.Settings settings) {
        var words = new ArrayList<>(List.of(passt.toString(), "--foreground", "--quiet"));
        words.addAll(List.of("--ipv4-only", "--mtu", "1500"));
        words.addAll(List.of("--socket", socket.toString()));
        if (System.getProperty("user.name").equals("root")) {
            // Else it becomes nobody, who cannot make the socket in a folder of root's.
            words.addAll(List.of("--runas", "0"));
        }
        String address = settings.firstCard().address();
        if (address.matches("\\d{1,3}(\\.\\d{1,3}){3}/\\d{1,2}")) {
            int slash = address.indexOf('/');
            words.addAll(List.of("--address", address.substring(0, slash)));
            words.addAll(List.of("--netmask", address.substring(slash + 1)));
        }
        addForwards(words, PortForward.Protocol.TCP, "--tcp-ports", settings);
        addForwards(words, PortForward.Protocol.UDP, "--udp-ports", settings);
        return words;
    }

    private static void addForwards(
            List<String> words,
            PortForward.Protocol protocol,
            String option,
            Target.Settings settings) {
        int before = words.size();
        for (var forward : settings.forwards()) {
            if (forward.protocol() == protocol) {
                words.add(option);
                words.add("%s/%d:%d".formatted(forward.address(), forward.host(), forward.guest()));
            }
        }
        if (words.size() == before) {
            words.addAll(List.of(option, "none"));
        }
    }
}
