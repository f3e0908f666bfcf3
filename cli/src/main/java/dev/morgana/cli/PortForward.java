package dev.morgana.cli;

import java.util.regex.Pattern;

/// A TCP port of the host that leads to one of the program: `[ADDRESS:]HOST:GUEST`.
///
/// @param address the host's address to listen at
/// @param host the port on the host
/// @param guest the port in the program
record PortForward(String address, int host, int guest) {
    private static final Pattern FORM =
            Pattern.compile("(?:(\\d{1,3}(?:\\.\\d{1,3}){3}):)?(\\d{1,5}):(\\d{1,5})");
    private static final String LOOPBACK = "127.0.0.1";
    private static final int HIGHEST = 65535;

    /// Reads `text`; without an address the port is bound to loopback.
    ///
    /// @throws UsageException if it has another form or a port is out of range
    static PortForward parse(String text) {
        var match = FORM.matcher(text);
        if (!match.matches()) {
            throw new UsageException(
                    "'%s' does not say which port leads where: write HOST:GUEST such as 8080:80, or ADDRESS:HOST:GUEST such as 0.0.0.0:8080:80"
                            .formatted(text));
        }
        String address = match.group(1) == null ? LOOPBACK : address(match.group(1), text);
        return new PortForward(address, port(match.group(2), text), port(match.group(3), text));
    }

    /// A forward of the host's loopback.
    static PortForward loopback(int host, int guest) {
        return new PortForward(LOOPBACK, host, guest);
    }

    private static String address(String address, String text) {
        for (String octet : address.split("\\.", -1)) {
            if (Integer.parseInt(octet) > 255) {
                throw new UsageException("'%s': %s is not an address".formatted(text, address));
            }
        }
        return address;
    }

    private static int port(String digits, String text) {
        int port = Integer.parseInt(digits);
        if (port < 1 || port > HIGHEST) {
            throw new UsageException(
                    "'%s': there is no port %s (1 to 65535)".formatted(text, digits));
        }
        return port;
    }

    /// Where a browser on this host reaches the program.
    String url() {
        return "http://" + (address.equals("0.0.0.0") ? LOOPBACK : address) + ":" + host + "/";
    }

    /// In the words of QEMU's `hostfwd`; `guestAddress` is the program's address, or empty for the one that DHCP hands out.
    String forQemu(String guestAddress) {
        return "hostfwd=tcp:%s:%d-%s:%d".formatted(address, host, guestAddress, guest);
    }
}
