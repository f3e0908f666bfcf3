import dev.morgana.config.Configuration;
import dev.morgana.config.Machine;
import dev.morgana.config.NetworkCard;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;

/// Echoes one datagram.
final class Datagrams {
    private Datagrams() {}

    static void main() throws IOException {
        try (var socket = new DatagramSocket(7)) {
            var packet = new DatagramPacket(new byte[1500], 1500);
            System.out.println("waiting");
            socket.receive(packet);
            socket.send(packet);
        }
    }
}

/// A fixed address and no name servers: nothing asks over UDP or TCP but the program.
final class DatagramsMachine implements Configuration {
    @Override
    public Machine machine() {
        return Machine.running(Datagrams.class)
                .network(NetworkCard.named("lan").address("10.0.2.15/24"));
    }
}
