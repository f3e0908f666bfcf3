package dev.morgana.net.dhcp;

import dev.morgana.net.ip.IpOutput;
import dev.morgana.net.udp.Datagram;
import dev.morgana.net.udp.UdpLayer;
import dev.morgana.net.udp.UdpSocket;
import dev.morgana.wire.DhcpMessage;
import dev.morgana.wire.Endpoint;
import dev.morgana.wire.Ipv4Address;
import dev.morgana.wire.MalformedPacketException;
import dev.morgana.wire.PacketBuffer;
import dev.morgana.wire.PacketPool;
import java.util.ArrayList;
import java.util.List;

/// The port of the DHCP clients of a machine, one for each card: 68 (RFC 2131 section 4.1). Messages from it leave by the card that asks,
/// and those to it are the client's whose hardware address they name. The port is free again when the last client has ended.
public final class DhcpPort {
    private static final int CLIENT_PORT = 68;
    private static final int LARGEST = 1024;

    private final UdpSocket socket;
    private final List<DhcpClient> clients = new ArrayList<>();

    /// Takes the port.
    public DhcpPort(UdpLayer udp) {
        socket = udp.open(new Endpoint(Ipv4Address.ANY, CLIENT_PORT));
    }

    void add(DhcpClient client) {
        clients.add(client);
    }

    void remove(DhcpClient client) {
        clients.remove(client);
        if (clients.isEmpty()) {
            socket.close();
        }
    }

    /// Gives what has arrived to the clients that it is for.
    void deliver(long now) {
        for (Datagram datagram = socket.receive(); datagram != null; datagram = socket.receive()) {
            try {
                deliver(DhcpMessage.parse(datagram.payload()), now);
            } catch (MalformedPacketException dropped) {
                // as if it had never come: the retransmission follows
            } finally {
                datagram.release();
            }
        }
    }

    private void deliver(DhcpMessage message, long now) {
        if (message.operation() == DhcpMessage.REPLY) {
            for (DhcpClient client : clients) {
                client.input(message, now);
            }
        }
    }

    /// Sends a message by `output`.
    void send(DhcpMessage message, IpOutput output, Endpoint to, long now) {
        PacketBuffer octets = PacketBuffer.unpooled(PacketPool.HEADROOM, LARGEST);
        message.write(octets);
        socket.send(octets, output, to, now);
    }
}
