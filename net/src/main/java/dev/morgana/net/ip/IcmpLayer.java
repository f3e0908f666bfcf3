package dev.morgana.net.ip;

import dev.morgana.net.Counters;
import dev.morgana.net.Counters.Event;
import dev.morgana.net.RandomSource;
import dev.morgana.wire.EthernetHeader;
import dev.morgana.wire.Icmpv4Message;
import dev.morgana.wire.Ipv4Header;
import dev.morgana.wire.MalformedPacketException;
import dev.morgana.wire.PacketBuffer;
import dev.morgana.wire.QuotedPacket;
import java.util.ArrayList;
import java.util.List;

/// ICMP (RFC 792, RFC 1122 section 3.2.2): answers echo requests, sends errors, hands received errors to the transport they are about.
/// Redirects are not followed, as any neighbour could forge them.
final class IcmpLayer {
    /// RFC 1812 section 4.3.2.3: an error quotes as much as fits into 576 octets.
    private static final int QUOTATION = 576 - Ipv4Header.SIZE - Icmpv4Message.SIZE;

    private static final int ROOM = EthernetHeader.SIZE + Ipv4Header.SIZE + Icmpv4Message.SIZE;

    private final Ipv4Layer ip;
    private final Transports transports;
    private final Counters counters;
    private final ErrorBudget budget;
    private final PathMtu paths;
    private final RandomSource random;
    private final List<EchoRequest> requests = new ArrayList<>();

    IcmpLayer(
            Ipv4Layer ip,
            Transports transports,
            PathMtu paths,
            RandomSource random,
            Counters counters) {
        this.ip = ip;
        this.transports = transports;
        this.paths = paths;
        this.random = random;
        this.counters = counters;
        this.budget = new ErrorBudget(random);
    }

    /// A message for us, its window at the ICMP header; takes ownership.
    ///
    /// @param sender address bits
    /// @param receiver address bits: ours, or a broadcast address
    void input(PacketBuffer message, int sender, int receiver, boolean unicast, long now) {
        try {
            Icmpv4Message.check(message);
        } catch (MalformedPacketException malformed) {
            drop(message, Event.ICMP_MALFORMED);
            return;
        }
        switch (Icmpv4Message.type(message)) {
            case Icmpv4Message.ECHO_REQUEST -> {
                // RFC 1122 section 3.2.2.6: an echo request to a broadcast address may be discarded
                if (unicast) {
                    counters.count(Event.ICMP_ECHO_REPLIES);
                    Icmpv4Message.turnIntoReply(message);
                    ip.sendFrom(message, receiver, sender, IpService.ICMP, now);
                } else {
                    drop(message, Event.ICMP_IGNORED);
                }
            }
            case Icmpv4Message.UNREACHABLE,
                    Icmpv4Message.TIME_EXCEEDED,
                    Icmpv4Message.PARAMETER_PROBLEM ->
                    errorReceived(message, now);
            case Icmpv4Message.ECHO_REPLY -> replyReceived(message, sender);
            // the rest: source quench (RFC 6633 section 3: silently discard), redirect, replies to
            // what we never ask, unknown types
            default -> drop(message, Event.ICMP_IGNORED);
        }
    }

    /// RFC 1122 section 3.2.2.6: a reply goes to the user who asked; the others are to nobody.
    private void replyReceived(PacketBuffer message, int sender) {
        int rest = Icmpv4Message.rest(message);
        for (EchoRequest request : requests) {
            if (request.isAnsweredBy(sender, rest)) {
                request.complete();
                message.release();
                return;
            }
        }
        drop(message, Event.ICMP_IGNORED);
    }

    /// Sends an echo request; where that is not possible, no reply will come.
    ///
    /// @throws IllegalArgumentException unless `timeToLive` is 1 to 255
    EchoRequest ask(int source, int destination, int timeToLive, long now) {
        IpService service = IpService.ICMP.withTimeToLive(timeToLive);
        EchoRequest request = new EchoRequest(destination, (int) random.next());
        requests.add(request);
        PacketBuffer message = ip.allocate();
        if (message != null) {
            Icmpv4Message.prepend(message, Icmpv4Message.ECHO_REQUEST, 0, request.token());
            ip.sendFrom(message, source, destination, service, now);
        }
        return request;
    }

    /// Waits for the reply no longer.
    void forget(EchoRequest request) {
        requests.remove(request);
    }

    private void drop(PacketBuffer message, Event why) {
        counters.count(why);
        message.release();
    }

    /// RFC 1122 section 3.2.2: the transport is found by the quoted header.
    private void errorReceived(PacketBuffer message, long now) {
        int type = Icmpv4Message.type(message);
        int code = Icmpv4Message.code(message);
        int rest = Icmpv4Message.rest(message);
        message.consume(Icmpv4Message.SIZE);
        try {
            QuotedPacket quoted = QuotedPacket.parse(message);
            boolean tooBig =
                    type == Icmpv4Message.UNREACHABLE && code == Icmpv4Message.FRAGMENTATION_NEEDED;
            int mtu = tooBig ? PathMtu.fromMessage(rest & 0xffff, quoted.length()) : 0;
            report(quoted, new IcmpError.Kind(type, code, mtu, false), now);
        } catch (MalformedPacketException malformed) {
            counters.count(Event.ICMP_MALFORMED);
        } finally {
            message.release();
        }
    }

    private void report(QuotedPacket quoted, IcmpError.Kind kind, long now) {
        if (!ip.isOurs(quoted.source().address().bits())) {
            counters.count(Event.ICMP_MALFORMED);
            return;
        }
        counters.count(Event.ICMP_ERRORS_RECEIVED);
        IcmpError error = new IcmpError(kind, quoted.source(), quoted.destination(), quoted.word());
        boolean known = transports.icmpError(quoted.protocol(), error, now);
        // TCP keeps its own path MTU, since it can tell a forged message by the sequence number
        // (RFC 5927 section 7.2)
        if (known && kind.mtu() != 0 && quoted.protocol() == Ipv4Header.UDP) {
            paths.lower(quoted.destination().address().bits(), kind.mtu(), now);
        }
    }

    /// Our own packet could not be delivered to its next hop: as if a router had said host unreachable. Takes ownership.
    void undeliverable(PacketBuffer packet, long now) {
        try {
            report(QuotedPacket.parse(packet), IcmpError.Kind.SILENT_NEIGHBOUR, now);
        } catch (MalformedPacketException tooShortForAnybody) {
            counters.count(Event.ICMP_IGNORED);
        } finally {
            packet.release();
        }
    }

    /// Answers a packet, its window at the IP header, with an error, in the packet's own buffer; takes ownership.
    ///
    /// @param size octets of the packet's IP header
    /// @param answerable whether the packet came to us alone
    void error(PacketBuffer packet, int size, int type, int code, boolean answerable, long now) {
        // RFC 1122 section 3.2.2: no error about an ICMP error, a packet to a group, or one from no
        // single host (those are gone already)
        boolean allowed =
                answerable
                        && !isIcmpError(packet, size)
                        && packet.headroom() >= ROOM
                        && budget.spend(now);
        if (!allowed) {
            drop(packet, Event.ICMP_ERRORS_SUPPRESSED);
            return;
        }
        int sender = Ipv4Header.source(packet);
        int receiver = Ipv4Header.destination(packet);
        packet.trim(Math.min(packet.length(), QUOTATION));
        Icmpv4Message.prepend(packet, type, code, 0);
        counters.count(Event.ICMP_ERRORS_SENT);
        ip.sendFrom(packet, receiver, sender, IpService.ICMP, now);
    }

    private static boolean isIcmpError(PacketBuffer packet, int size) {
        return Ipv4Header.protocol(packet) == Ipv4Header.ICMP
                && (packet.length() == size
                        || Icmpv4Message.isError(packet.array()[packet.start() + size] & 255));
    }
}
