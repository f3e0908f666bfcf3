package dev.morgana.net.tcp;

import dev.morgana.net.ip.IpOutput;
import dev.morgana.net.ip.IpService;
import dev.morgana.wire.Bytes;
import dev.morgana.wire.Checksum;
import dev.morgana.wire.Endpoint;
import dev.morgana.wire.Ipv4Address;
import dev.morgana.wire.Ipv4Header;
import dev.morgana.wire.PacketBuffer;
import dev.morgana.wire.TcpHeader;
import org.jspecify.annotations.Nullable;

/// Builds segments and hands them to IP: text goes from the send buffer straight into the packet buffer, one pass forms the checksum
/// (RFC 9293 section 3.1 MUST-2). Each method answers whether a packet buffer was free.
final class SegmentWriter {
    private final IpOutput ip;
    private final TcpCounters counters;
    private final TcpHeader header = new TcpHeader();

    SegmentWriter(IpOutput ip, TcpCounters counters) {
        this.ip = ip;
        this.counters = counters;
    }

    /// A segment of an established connection with `count` octets of its send buffer from number `seq` on; several of them where `count` is more than one can hold, which
    /// only [#most] permits.
    boolean segment(TcpConnection connection, int seq, int count, int flags, long now) {
        int room = connection.segmentRoom();
        PacketBuffer buffer = count > room ? ip.allocateLarge() : allocate();
        if (buffer == null) {
            return false;
        }
        if (count > room) {
            buffer.segmentSize(room);
        }
        if (count > 0) {
            int at = buffer.append(count);
            int offset = seq - connection.snd.una();
            connection.sendBuffer.copy(offset, buffer.array(), at, count);
        }
        int urgent = connection.snd.urgentPointer(seq);
        begin(connection.local(), connection.remote(), urgent > 0 ? flags | TcpHeader.URG : flags);
        header.putUrgentPointer(urgent);
        header.putNumbers(seq, connection.rcv.nxt());
        header.putWindow(connection.offerWindow());
        connection.timestamps.write(header.options(), now);
        connection.sack.write(header.options(), connection.reassembly.ranges());
        finish(buffer, connection, connection.service, now);
        connection.acknowledgment.sent(connection.rcv.nxt());
        if (urgent > 0) {
            connection.snd.urgentTold();
        }
        return true;
    }

    /// SYN, or SYN with ACK in SYN-RECEIVED.
    boolean syn(TcpConnection connection, long now) {
        PacketBuffer buffer = allocate();
        if (buffer == null) {
            return false;
        }
        boolean answer = connection.state() == TcpState.SYN_RECEIVED;
        begin(
                connection.local(),
                connection.remote(),
                TcpHeader.SYN | (answer ? TcpHeader.ACK : 0));
        header.putNumbers(connection.snd.iss(), answer ? connection.rcv.nxt() : 0);
        header.putWindow(ReceiveSequenceSpace.initialWindow(connection.receiveBuffer.free()));
        header.options().putMaximumSegmentSize(maximumSegmentSize(connection.remote()));
        header.options().putWindowShift(connection.offeredShift());
        header.options().putSackPermitted(!answer || connection.sack.isOn());
        if (answer) {
            connection.timestamps.write(header.options(), now);
        } else {
            header.options().putTimestamps(connection.timestamps.value(now), 0);
        }
        finish(buffer, connection, connection.service, now);
        return true;
    }

    /// SYN with ACK in answer to the SYN of a half-open connection.
    boolean synAck(HalfOpen connection, TcpParameters parameters, long now) {
        PacketBuffer buffer = allocate();
        if (buffer == null) {
            return false;
        }
        begin(connection.local(), connection.remote(), TcpHeader.SYN | TcpHeader.ACK);
        header.putNumbers(connection.iss(), connection.irs() + 1);
        header.putWindow(ReceiveSequenceSpace.initialWindow(parameters.receiveBuffer()));
        header.options().putMaximumSegmentSize(maximumSegmentSize(connection.remote()));
        if (connection.request().windowShift() >= 0) {
            header.options().putWindowShift(parameters.windowShift());
        }
        header.options().putSackPermitted(connection.request().sackPermitted());
        connection.writeTimestamps(header.options(), now);
        finish(buffer, connection, connection.listener().service(), now);
        return true;
    }

    /// ACK or RST of a pair that has no buffers: half open, in TIME-WAIT, or being aborted.
    boolean control(SocketPair pair, int seq, int ack, int flags, long now) {
        PacketBuffer buffer = allocate();
        if (buffer == null) {
            return false;
        }
        begin(pair.local(), pair.remote(), flags);
        header.putNumbers(seq, ack);
        pair.timestamps.write(header.options(), now);
        if ((flags & TcpHeader.RST) != 0) {
            counters.resetsSent++;
        }
        finish(buffer, pair, IpService.TCP, now);
        return true;
    }

    /// RST in answer to a segment that belongs to no connection, or not to the state it is in (RFC 9293 section 3.5.2, groups 1 and 2).
    void reset(Segment cause, long now) {
        PacketBuffer buffer = cause.has(TcpHeader.RST) ? null : allocate();
        if (buffer == null) {
            return;
        }
        header.options().clear();
        header.putPorts(cause.header().destinationPort(), cause.header().sourcePort());
        header.putUrgentPointer(0);
        header.putWindow(0);
        if (cause.has(TcpHeader.ACK)) {
            header.putFlags(TcpHeader.RST);
            header.putNumbers(cause.acknowledgment(), 0);
        } else {
            header.putFlags(TcpHeader.RST | TcpHeader.ACK);
            header.putNumbers(0, cause.end());
        }
        counters.resetsSent++;
        Ipv4Address from = cause.destination();
        Ipv4Address to = cause.source();
        write(buffer, from, to);
        ip.send(buffer, from, to, IpService.TCP, now);
    }

    /// The MSS option's value (section 3.7.1 MUST-67): what fits into a packet of the interface, without IP and TCP options.
    int maximumSegmentSize(Endpoint remote) {
        return ip.mtu(remote.address()) - 40;
    }

    /// Octets of text that one call of [#segment] may be given: a full segment's, or as many full ones as the card cuts at once.
    int most(TcpConnection connection) {
        int room = connection.segmentRoom();
        boolean cut = ip.isOffloaded(connection.remote().address()) && ip.hasLarge();
        return cut ? IpOutput.LARGEST_TEXT / room * room : room;
    }

    private @Nullable PacketBuffer allocate() {
        PacketBuffer buffer = ip.allocate();
        if (buffer == null) {
            counters.noBuffer++;
        }
        return buffer;
    }

    private void begin(Endpoint local, Endpoint remote, int flags) {
        header.options().clear();
        header.putPorts(local.port(), remote.port());
        header.putFlags(flags);
        header.putUrgentPointer(0);
        header.putWindow(0);
    }

    private void finish(PacketBuffer buffer, SocketPair pair, IpService service, long now) {
        Ipv4Address from = pair.local().address();
        Ipv4Address to = pair.remote().address();
        write(buffer, from, to);
        ip.send(buffer, from, to, service, now);
    }

    private void write(PacketBuffer buffer, Ipv4Address from, Ipv4Address to) {
        header.write(buffer);
        int length = buffer.length();
        int at = buffer.start() + TcpHeader.CHECKSUM_AT;
        long sum = Checksum.pseudoHeader(from.bits(), to.bits(), Ipv4Header.TCP, length);
        if (ip.isOffloaded(to)) {
            Bytes.put16(buffer.array(), at, ~Checksum.finish(sum) & 0xffff);
            buffer.deferChecksum(TcpHeader.CHECKSUM_AT);
        } else {
            sum = Checksum.add(sum, buffer.array(), buffer.start(), length);
            Bytes.put16(buffer.array(), at, Checksum.finish(sum));
        }
        counters.sent++;
    }
}
