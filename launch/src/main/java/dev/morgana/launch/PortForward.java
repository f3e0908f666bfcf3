package dev.morgana.launch;

import java.util.Locale;
import java.util.regex.Pattern;

/// A port of the host that leads to one of the program: `[ADDRESS:]HOST:GUEST[/udp]`.
///
/// @param protocol whose ports they are
/// @param address the host's address to listen at
/// @param host the port on the host
/// @param guest the port in the program
public record PortForward(Protocol protocol, String address, int host, int guest) {
    /// The protocols that have ports.
    enum Protocol {
        TCP,
        UDP
    }

    private static final Pattern FORM =
            Pattern.compile(
                    "(?:(\\d{1,3}(?:\\.\\d{1,3}){3}):)?(\\d{1,5}):(\\d{1,5})(?:/(tcp|udp))?");
    private static final String LOOPBACK = "127.0.0.1";
    private static final int HIGHEST = 65535;

    /// Reads `text`; without an address the port is bound to loopback.
    ///
    /// @throws UsageException if it has another form or a port is out of range
    public static PortForward parse(String text) {
        var match = FORM.matcher(text);
        if (!match.matches()) {
            throw new UsageException(
                    "'%s' does not say which port leads where: write HOST:GUEST such as 8080:80, or ADDRESS:HOST:GUEST such as 0.0.0.0:8080:80; for UDP with /udp at its end"
                            .formatted(text));
        }
        String address = match.group(1) == null ? LOOPBACK : address(match.group(1), text);
        Protocol protocol = "udp".equals(match.group(4)) ? Protocol.UDP : Protocol.TCP;
        return new PortForward(
                protocol, address, port(match.group(2), text), port(match.group(3), text));
    }

    /// A forward of a TCP port of the host's loopback.
    public static PortForward loopback(int host, int guest) {
        return new PortForward(Protocol.TCP, LOOPBACK, host, guest);
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

    /// Where this host reaches the program; for TCP as a browser has it.
    public String url() {
        String place = (address.equals("0.0.0.0") ? LOOPBACK : address) + ":" + host;
        return protocol == Protocol.UDP ? place + " (UDP)" : "http://" + place + "/";
    }

    /// Whether it leads to a port of the program.
    ///
    /// @param port as `8080`, `8080/tcp` or `53/udp`
    public boolean leadsTo(String port) {
        String name = guest + "/" + protocol.name().toLowerCase(Locale.ROOT);
        return port.equals(name) || (port + "/tcp").equals(name);
    }

    /// In the words of QEMU's `hostfwd`; `guestAddress` is the program's address, or empty for the one that DHCP hands out.
    String forQemu(String guestAddress) {
        return "hostfwd=%s:%s:%d-%s:%d"
                .formatted(
                        protocol.name().toLowerCase(Locale.ROOT),
                        address,
                        host,
                        guestAddress,
                        guest);
    }
}
