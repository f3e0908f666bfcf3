package dev.morgana.launch;

import java.util.regex.Pattern;

/// What the program's network is.
public sealed interface NetworkChoice {

    /// The form of a [Wire].
    Pattern WIRE = Pattern.compile("udp:(\\d{1,5}):(\\d{1,5})");

    /// A user network: no privileges, ports forwarded from the host.
    record User() implements NetworkChoice {}

    /// A TAP interface that exists.
    record Tap(String name) implements NetworkChoice {}

    /// Another machine on this host: each frame is a datagram between two UDP ports of the loopback address.
    ///
    /// @param here the port of this machine
    /// @param there the port of the other
    record Wire(int here, int there) implements NetworkChoice {}

    /// The host's own sockets.
    record Host() implements NetworkChoice {}

    /// No card.
    record None() implements NetworkChoice {}

    /// Reads `user`, `tap:NAME`, `udp:HERE:THERE`, `host` or `none`.
    ///
    /// @throws UsageException if it is something else
    static NetworkChoice parse(String text) {
        if (text.equals("user")) {
            return new User();
        }
        if (text.equals("host")) {
            return new Host();
        }
        if (text.equals("none")) {
            return new None();
        }
        if (text.matches("tap:[^/\\s,]{1,15}")) {
            return new Tap(text.substring("tap:".length()));
        }
        var wire = WIRE.matcher(text);
        if (wire.matches()) {
            return new Wire(port(wire.group(1), text), port(wire.group(2), text));
        }
        throw new UsageException(
                "'%s' is no network: write user, none, host, tap:NAME with the name of a TAP interface (at most 15 characters), or udp:HERE:THERE with two ports"
                        .formatted(text));
    }

    private static int port(String digits, String text) {
        int port = Integer.parseInt(digits);
        if (port < 1 || port > 65535) {
            throw new UsageException(
                    "'%s': there is no port %s (1 to 65535)".formatted(text, digits));
        }
        return port;
    }
}
