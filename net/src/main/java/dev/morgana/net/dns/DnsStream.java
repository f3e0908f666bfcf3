package dev.morgana.net.dns;

import dev.morgana.net.tcp.TcpConnection;
import dev.morgana.net.tcp.TcpLayer;
import dev.morgana.wire.Bytes;
import dev.morgana.wire.DnsMessage;
import dev.morgana.wire.Endpoint;
import dev.morgana.wire.Ipv4Address;
import dev.morgana.wire.PacketBuffer;
import org.jspecify.annotations.Nullable;

/// One query over TCP (RFC 7766): each message has its length in two octets before it (RFC 1035 section 4.2.2).
final class DnsStream {
    private static final Endpoint ANY = new Endpoint(Ipv4Address.ANY, 0);
    private static final int PREFIX = 2;

    private final TcpConnection connection;
    private final PacketBuffer query = PacketBuffer.unpooled(PREFIX, DnsExchange.LARGEST_QUERY);
    private final byte[] prefix = new byte[PREFIX];
    private int prefixRead;
    private byte @Nullable [] response;
    private int responseRead;
    private boolean finished;

    /// Connects to `server` to ask `message`.
    DnsStream(TcpLayer tcp, Endpoint server, DnsMessage message, long now) {
        message.write(query);
        int length = query.length();
        Bytes.put16(query.array(), query.prepend(PREFIX), length);
        connection = tcp.connect(ANY, server, now);
    }

    /// Whether nothing more comes: the response has been returned, or the connection ended without a whole one.
    boolean isOver() {
        return finished || connection.failure() != null || prefixRead < 0;
    }

    /// Sends and receives what is possible.
    ///
    /// @return the whole response, once, or null
    @Nullable PacketBuffer poll(long now) {
        if (query.length() > 0 && connection.writable()) {
            int sent = connection.send(query.array(), query.start(), query.length(), now);
            query.consume(Math.max(sent, 0));
        }
        if (finished || !readPrefix(now)) {
            return null;
        }
        byte[] whole = response;
        if (whole == null) {
            whole = new byte[Bytes.u16(prefix, 0)];
            response = whole;
        }
        responseRead += received(whole, responseRead, now);
        finished = responseRead == whole.length;
        return finished ? PacketBuffer.copyOf(whole) : null;
    }

    private boolean readPrefix(long now) {
        if (prefixRead >= 0 && prefixRead < PREFIX) {
            prefixRead += received(prefix, prefixRead, now);
        }
        return prefixRead == PREFIX;
    }

    private int received(byte[] to, int already, long now) {
        if (already == to.length) {
            return 0;
        }
        int count = connection.receive(to, already, to.length - already, now);
        if (count < 0) {
            prefixRead = -1;
            return 0;
        }
        return count;
    }

    /// Ends the connection.
    void close(long now) {
        connection.abort(now);
    }
}
