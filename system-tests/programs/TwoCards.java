import dev.morgana.config.Configuration;
import dev.morgana.config.Machine;
import dev.morgana.config.NetworkCard;
import java.io.IOException;
import java.io.PrintStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.SocketException;

/// Tells who connects which network interfaces there are, then echoes one datagram on the second card.
final class TwoCards {
    private TwoCards() {}

    static void main() throws IOException {
        try (var back = new DatagramSocket(7, InetAddress.ofLiteral("10.1.0.1"));
                var listening = new ServerSocket(8080)) {
            System.out.println("listening");
            try (var visitor = listening.accept();
                    var out = new PrintStream(visitor.getOutputStream())) {
                NetworkInterface.networkInterfaces().forEach(each -> print(each, out));
                out.println("asked at " + visitor.getLocalAddress().getHostAddress());
            }
            var packet = new DatagramPacket(new byte[1500], 1500);
            back.receive(packet);
            back.send(packet);
        }
    }

    private static void print(NetworkInterface each, PrintStream out) {
        try {
            out.print(each.getIndex() + " " + each.getName() + " " + each.getDisplayName());
            out.print(each.getHardwareAddress() == null ? "" : " " + each.getMTU());
        } catch (SocketException e) {
            out.print(e);
        }
        for (var address : each.getInterfaceAddresses()) {
            out.print(" " + address.getAddress().getHostAddress());
            out.print("/" + address.getNetworkPrefixLength());
        }
        out.println();
    }
}

/// One card asks by DHCP, the other has its address.
final class TwoCardsMachine implements Configuration {
    @Override
    public Machine machine() {
        return Machine.running(TwoCards.class)
                .network(NetworkCard.named("lan").dhcp())
                .network(NetworkCard.named("back").address("10.1.0.1/24"));
    }
}
