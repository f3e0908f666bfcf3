package dev.morgana.net;

import dev.morgana.net.udp.Datagram;
import dev.morgana.net.udp.UdpSocket;
import dev.morgana.wire.DhcpMessage;
import dev.morgana.wire.DhcpOptions;
import dev.morgana.wire.DnsMessage;
import dev.morgana.wire.DnsRecord;
import dev.morgana.wire.Endpoint;
import dev.morgana.wire.Ipv4Address;
import dev.morgana.wire.Ipv4Prefix;
import dev.morgana.wire.MalformedPacketException;
import dev.morgana.wire.Octets;
import dev.morgana.wire.PacketBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Answers every question for a name, and gives one address to whoever asks.
final class NameAndAddressServer {
    /// The machine that it runs on: [Bench#PEER].
    static final InterfaceConfiguration CONFIGURATION =
            InterfaceConfiguration.fixed(new Ipv4Prefix(Bench.PEER, 24), null, List.of());

    private final Ipv4Address offered;
    private final UdpSocket names;
    private final UdpSocket addresses;

    NameAndAddressServer(NetworkInterface stack, Ipv4Address offered) {
        this.offered = offered;
        names = stack.udp().open(new Endpoint(Ipv4Address.ANY, 53));
        addresses = stack.udp().open(new Endpoint(Ipv4Address.ANY, 67));
    }

    /// Answers what has come.
    void run(long now) {
        for (Datagram asked = names.receive(); asked != null; asked = names.receive()) {
            try {
                Endpoint client = new Endpoint(asked.sourceAddress(), asked.sourcePort());
                send(names, name(asked), client, now);
            } finally {
                asked.release();
            }
        }
        for (Datagram asked = addresses.receive(); asked != null; asked = addresses.receive()) {
            try {
                lease(asked.payload(), now);
            } finally {
                asked.release();
            }
        }
    }

    private static void send(
            UdpSocket from, @Nullable PacketBuffer answer, Endpoint client, long now) {
        if (answer != null) {
            from.send(answer.array(), answer.start(), answer.length(), client, now);
        }
    }

    private static @Nullable PacketBuffer name(Datagram asked) {
        try {
            DnsMessage query = DnsMessage.parse(asked.payload());
            List<DnsRecord> found =
                    query.questions().stream()
                            .map(question ->
                                    new DnsRecord(
                                            question.name(),
                                            DnsRecord.A,
                                            DnsRecord.INTERNET,
                                            60,
                                            new DnsRecord.Data.Address(Bench.OUTSIDE)))
                            .toList();
            PacketBuffer answer = PacketBuffer.unpooled(0, 2000);
            new DnsMessage(
                            query.id(),
                            DnsMessage.RESPONSE,
                            query.questions(),
                            found,
                            List.of(),
                            List.of())
                    .write(answer);
            return answer;
        } catch (MalformedPacketException malformed) {
            return null;
        }
    }

    /// Answers a message to the server of addresses.
    void lease(PacketBuffer message, long now) {
        send(addresses, lease(message), new Endpoint(Ipv4Address.BROADCAST, 68), now);
    }

    private @Nullable PacketBuffer lease(PacketBuffer message) {
        try {
            DhcpMessage request = DhcpMessage.parse(message);
            DhcpMessage.Type type =
                    request.type() == DhcpMessage.Type.DISCOVER
                            ? DhcpMessage.Type.OFFER
                            : DhcpMessage.Type.ACK;
            DhcpOptions options =
                    DhcpOptions.none()
                            .with(DhcpOptions.MESSAGE_TYPE, Octets.of(type.number()))
                            .with(DhcpOptions.SERVER_IDENTIFIER, Bench.PEER)
                            .with(DhcpOptions.SUBNET_MASK, Ipv4Address.of(255, 255, 255, 0))
                            .with(DhcpOptions.ROUTER, Bench.PEER)
                            .with(DhcpOptions.DOMAIN_NAME_SERVER, Bench.PEER)
                            .with(DhcpOptions.LEASE_TIME, DhcpOptions.number(600));
            PacketBuffer answer = PacketBuffer.unpooled(0, 2000);
            new DhcpMessage(
                            DhcpMessage.REPLY,
                            request.transaction(),
                            0,
                            true,
                            new DhcpMessage.Addresses(
                                    Ipv4Address.ANY, offered, Bench.PEER, Ipv4Address.ANY),
                            request.hardware(),
                            options)
                    .write(answer);
            return answer;
        } catch (MalformedPacketException malformed) {
            return null;
        }
    }

    void close() {
        names.close();
        addresses.close();
    }
}
