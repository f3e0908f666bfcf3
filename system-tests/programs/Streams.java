import dev.morgana.config.Configuration;
import dev.morgana.config.Machine;
import dev.morgana.config.NetworkCard;
import java.io.IOException;
import java.net.ServerSocket;

/// Echoes what comes over one connection.
final class Streams {
    private Streams() {}

    static void main() throws IOException {
        try (var listening = new ServerSocket(7)) {
            System.out.println("waiting");
            try (var socket = listening.accept()) {
                socket.getInputStream().transferTo(socket.getOutputStream());
            }
        }
    }
}

/// A fixed address and no name servers: nothing asks over UDP or TCP but the program.
final class StreamsMachine implements Configuration {
    @Override
    public Machine machine() {
        return Machine.running(Streams.class)
                .network(NetworkCard.named("lan").address("10.0.2.15/24"));
    }
}
