package dev.morgana.net.dns;

import dev.morgana.net.RandomSource;
import dev.morgana.net.tcp.TcpLayer;
import dev.morgana.net.udp.Datagram;
import dev.morgana.net.udp.UdpLayer;
import dev.morgana.net.udp.UdpSocket;
import dev.morgana.wire.DnsMessage;
import dev.morgana.wire.DnsName;
import dev.morgana.wire.DnsRecord;
import dev.morgana.wire.Endpoint;
import dev.morgana.wire.Ipv4Address;
import dev.morgana.wire.MalformedPacketException;
import dev.morgana.wire.PacketBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Asks the servers for one name, one after another, several times. Against forged answers (RFC 5452 section 9) every attempt has a
/// random port, a random identifier and random upper and lower case in the name, all of which the response must repeat; the last round
/// gives up the latter, for servers that change it.
final class DnsExchange {
    /// Octets of a query at most: header, longest name, type and class, EDNS record.
    static final int LARGEST_QUERY = 12 + DnsName.MAXIMUM + 4 + 11;

    /// How often all servers are asked; each round waits twice as long as the one before, from a second on.
    static final int ROUNDS = 4;

    /// The size of response that we offer to take over UDP, small enough not to be fragmented (DNS flag day 2020).
    private static final int PAYLOAD = 1232;

    private static final int PORT = 53;
    private static final long FIRST_TIMEOUT = TimeUnit.SECONDS.toNanos(1);
    private static final long STREAM_TIMEOUT = TimeUnit.SECONDS.toNanos(5);

    private final DnsName name;
    private final UdpLayer udp;
    private final TcpLayer tcp;
    private final RandomSource random;
    private final List<DnsLookup> lookups = new ArrayList<>();
    private List<Ipv4Address> servers;
    private int attempts;
    private boolean extensions = true;
    private long deadline;
    private @Nullable DnsMessage query;
    private @Nullable UdpSocket socket;
    private @Nullable DnsStream stream;
    private String lastFailure = "no answer from any name server";

    /// An exchange that sends its first query at the first [#poll].
    DnsExchange(
            DnsName name,
            List<Ipv4Address> servers,
            UdpLayer udp,
            TcpLayer tcp,
            RandomSource random,
            long now) {
        this.name = name;
        this.servers = servers;
        this.udp = udp;
        this.tcp = tcp;
        this.random = random;
        this.deadline = now;
    }

    /// The name asked for.
    DnsName name() {
        return name;
    }

    /// Adds one who waits for the answer.
    void add(DnsLookup lookup) {
        lookups.add(lookup);
    }

    /// Tells all who wait.
    void complete(DnsAnswer answer) {
        // by index: an iterator may find no memory
        for (int i = 0; i < lookups.size(); i++) {
            lookups.get(i).complete(answer);
        }
    }

    /// Other servers are to be asked from now on; one that waits for any is asked at once.
    void servers(List<Ipv4Address> changed, long now) {
        boolean waited = servers.isEmpty();
        servers = changed;
        if (waited) {
            attempts = 0;
            deadline = now;
        }
    }

    /// When to poll next.
    long deadline() {
        return deadline;
    }

    /// Reads responses and sends what is due.
    ///
    /// @return the final verdict, or null while it is awaited
    DnsVerdict.@Nullable Final poll(long now) {
        PacketBuffer response = response(now);
        while (response != null) {
            DnsVerdict.Final result = read(response, now);
            response.release();
            if (result != null) {
                return result;
            }
            response = response(now);
        }
        if (hasFailed()) {
            deadline = now;
        }
        return deadline <= now ? next(now) : null;
    }

    /// Whether this attempt can have no answer any more.
    private boolean hasFailed() {
        if (stream != null && stream.isOver()) {
            lastFailure = "no usable answer from the name server over TCP";
            return true;
        }
        if (socket != null && socket.takeError() != null) {
            lastFailure = "name server unreachable";
            return true;
        }
        return false;
    }

    private @Nullable PacketBuffer response(long now) {
        if (stream != null) {
            return stream.poll(now);
        }
        Datagram datagram = socket == null ? null : socket.receive();
        if (datagram == null) {
            return null;
        }
        try {
            return PacketBuffer.copyOf(datagram.payload().toByteArray());
        } finally {
            datagram.release();
        }
    }

    private DnsVerdict.@Nullable Final read(PacketBuffer response, long now) {
        DnsMessage message;
        try {
            message = DnsMessage.parse(response);
        } catch (MalformedPacketException malformed) {
            return null;
        }
        if (!isAnswerToOurs(message)) {
            return null;
        }
        DnsVerdict verdict = DnsVerdict.of(message, name);
        switch (verdict) {
            case DnsVerdict.Final result -> {
                close(now);
                return result;
            }
            case DnsVerdict.Truncated _ -> {
                // over TCP nothing is truncated: such a response is no answer
                if (stream == null) {
                    overStream(now);
                }
            }
            case DnsVerdict.WithoutExtensions _ -> {
                if (extensions) {
                    extensions = false;
                    attempts--;
                } else {
                    lastFailure = "the name server does not understand the query";
                }
                deadline = now;
            }
            case DnsVerdict.OtherServer(int code) -> {
                lastFailure = "the name server answered with code " + code;
                deadline = now;
            }
        }
        return null;
    }

    /// RFC 5452 section 9.1: identifier, question, and by the connected socket also addresses and ports.
    private boolean isAnswerToOurs(DnsMessage message) {
        DnsMessage asked = query;
        if (asked == null || message.questions().size() != 1) {
            return false;
        }
        DnsMessage.Question ours = asked.questions().getFirst();
        DnsMessage.Question theirs = message.questions().getFirst();
        boolean sameCase = isLastRound() || ours.name().equalsExactly(theirs.name());
        return message.id() == asked.id()
                && message.has(DnsMessage.RESPONSE)
                && (message.flags() & DnsMessage.OPCODE) == 0
                && ours.equals(theirs)
                && sameCase;
    }

    private boolean isLastRound() {
        return (attempts - 1) / Math.max(servers.size(), 1) >= ROUNDS - 1;
    }

    /// RFC 7766 section 5: a truncated response is asked for again over TCP, at the same server.
    private void overStream(long now) {
        DnsMessage asked = query;
        UdpSocket used = socket;
        Endpoint server = used == null ? null : used.remote();
        close(now);
        if (asked == null || server == null) {
            lastFailure = "truncated answer";
            deadline = now;
            return;
        }
        stream = new DnsStream(tcp, server, asked, now);
        deadline = now + STREAM_TIMEOUT;
    }

    private DnsVerdict.@Nullable Final next(long now) {
        close(now);
        int count = Math.max(servers.size(), 1);
        if (attempts >= ROUNDS * count) {
            String reason = servers.isEmpty() ? "no name server is known" : lastFailure;
            return new DnsVerdict.Final(new DnsAnswer.Failed(reason), 0);
        }
        int round = attempts / count;
        if (!servers.isEmpty()) {
            ask(new Endpoint(servers.get(attempts % count), PORT), round == ROUNDS - 1, now);
        }
        attempts++;
        deadline = now + (FIRST_TIMEOUT << round);
        return null;
    }

    private void ask(Endpoint server, boolean last, long now) {
        long bits = random.next();
        DnsName spelled = last ? name : name.withCase(random.next());
        DnsMessage asked =
                DnsMessage.query(
                        (int) bits & 0xffff, spelled, DnsRecord.A, extensions ? PAYLOAD : 0);
        PacketBuffer octets = PacketBuffer.unpooled(0, LARGEST_QUERY);
        asked.write(octets);
        UdpSocket fresh = udp.open(new Endpoint(Ipv4Address.ANY, 0));
        query = asked;
        socket = fresh;
        fresh.connect(server);
        fresh.send(octets.array(), octets.start(), octets.length(), server, now);
    }

    /// Frees socket and connection.
    void close(long now) {
        if (socket != null) {
            socket.close();
            socket = null;
        }
        if (stream != null) {
            stream.close(now);
            stream = null;
        }
    }
}
