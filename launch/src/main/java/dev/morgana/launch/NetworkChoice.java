package dev.morgana.launch;

/// What the program's network is.
public sealed interface NetworkChoice {

    /// A user network: no privileges, ports forwarded from the host.
    record User() implements NetworkChoice {}

    /// A TAP interface that exists.
    record Tap(String name) implements NetworkChoice {}

    /// The host's own sockets.
    record Host() implements NetworkChoice {}

    /// No card.
    record None() implements NetworkChoice {}

    /// Reads `user`, `tap:NAME`, `host` or `none`.
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
        throw new UsageException(
                "'%s' is no network: write user, none, host, or tap:NAME with the name of a TAP interface (at most 15 characters)"
                        .formatted(text));
    }
}
