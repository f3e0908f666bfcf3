package dev.morgana.net.tcp;

import dev.morgana.net.ip.IcmpError;
import dev.morgana.net.ip.IpService;
import dev.morgana.wire.Icmpv4Message;

/// ICMP messages about our segments (RFC 9293 section 3.9.2.2, RFC 5461, RFC 5927): hard errors end only a connection that is not yet
/// open, soft errors none (MUST-56), Source Quench is ignored (MUST-55).
final class IcmpErrors {
    private final TcpLayer layer;

    IcmpErrors(TcpLayer layer) {
        this.layer = layer;
    }

    /// A message that quotes a segment of `c`.
    void arrived(TcpConnection c, IcmpError error, long now) {
        boolean current =
                SequenceNumber.notAfter(c.snd.una(), error.word())
                        && SequenceNumber.before(error.word(), c.snd.nxt());
        // RFC 5927 section 4.1: it must quote something that is outstanding.
        if (!current || error.type() != Icmpv4Message.UNREACHABLE) {
            return;
        }
        if (error.kind().own() && c.state() == TcpState.SYN_SENT) {
            // RFC 5461 section 4.1: what ARP itself has found out needs no patience.
            layer.end(c, new TcpFailure.Unreachable(error.code()));
            return;
        }
        switch (error.code()) {
            case Icmpv4Message.FRAGMENTATION_NEEDED -> packetTooBig(c, error.kind().mtu(), now);
            case Icmpv4Message.PROTOCOL, Icmpv4Message.PORT -> hard(c, error.code());
            default -> c.softError = new TcpFailure.Unreachable(error.code());
        }
    }

    private void hard(TcpConnection c, int code) {
        TcpFailure failure = new TcpFailure.Unreachable(code);
        if (c.state() == TcpState.SYN_SENT) {
            layer.end(c, failure);
        } else {
            c.softError = failure;
        }
    }

    /// RFC 1191 section 6.5: smaller segments from the oldest on, without a verdict about congestion.
    private void packetTooBig(TcpConnection c, int mtu, long now) {
        if (mtu <= IpService.LEAST_MTU) {
            c.service = c.service.divided();
        }
        int segment = Math.max(IpService.LEAST_MTU, mtu) - 40;
        if (c.state().transmits() && c.lowerSendMss(segment)) {
            c.rewind();
            layer.transmission().run(c, now);
            layer.schedule(c);
        }
    }
}
