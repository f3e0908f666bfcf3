package dev.morgana.probe;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.util.HexFormat;
import java.util.Map;

/// What the machine says about its own interfaces and names.
final class InterfaceChecks {
    private InterfaceChecks() {}

    static void addTo(Map<String, Check> checks) {
        checks.put("interfaces", InterfaceChecks::interfaces);
        checks.put("reachable", InterfaceChecks::reachable);
    }

    /// Lists the interfaces, when the card has its address: a connection to `host` and `port`, if given, needs one.
    private static void interfaces(String[] words) throws IOException {
        if (words.length == 2) {
            new Socket(words[0], Integer.parseInt(words[1])).close();
        }
        NetworkInterface.networkInterfaces().forEach(InterfaceChecks::print);
        System.out.println("here " + InetAddress.getLocalHost());
        System.out.println("loopback " + InetAddress.getLoopbackAddress());
        NetworkInterface first =
                NetworkInterface.getByInetAddress(InetAddress.getLoopbackAddress());
        System.out.println("of 127.0.0.1: " + first.getName() + " " + first.getIndex());
        System.out.println(
                "of 192.0.2.1: "
                        + NetworkInterface.getByInetAddress(InetAddress.ofLiteral("192.0.2.1")));
        System.out.println("none: " + NetworkInterface.getByName("none0"));
    }

    private static void reachable(String[] words) throws IOException {
        for (String word : words) {
            System.out.println(word + " " + InetAddress.ofLiteral(word).isReachable(1500));
        }
    }

    private static void print(NetworkInterface each) {
        try {
            byte[] hardware = each.getHardwareAddress();
            System.out.printf(
                    "%d %s up %b loopback %b mtu %d hardware %s%n",
                    each.getIndex(),
                    each.getName(),
                    each.isUp(),
                    each.isLoopback(),
                    each.getMTU(),
                    hardware == null ? "none" : HexFormat.ofDelimiter(":").formatHex(hardware));
            for (InterfaceAddress address : each.getInterfaceAddresses()) {
                System.out.println(
                        "  "
                                + address.getAddress().getHostAddress()
                                + "/"
                                + address.getNetworkPrefixLength()
                                + " broadcast "
                                + address.getBroadcast());
            }
        } catch (IOException e) {
            System.out.println(e);
        }
    }
}
