package dev.morgana.sockets;

import dev.morgana.net.Watcher;
import dev.morgana.net.ip.IcmpError;
import dev.morgana.net.ip.IpService;
import dev.morgana.net.udp.Datagram;
import dev.morgana.net.udp.PortInUseException;
import dev.morgana.net.udp.UdpLayer;
import dev.morgana.net.udp.UdpSocket;
import dev.morgana.wire.Endpoint;
import dev.morgana.wire.Ipv4Address;
import dev.morgana.wire.PacketBuffer;
import java.io.IOException;
import java.net.SocketException;
import org.jspecify.annotations.Nullable;

/// A UDP socket. It takes a port at [#bind], or with the first use that needs one.
public final class DatagramSocket extends Descriptor {
    private static final Endpoint UNBOUND = new Endpoint(Ipv4Address.ANY, 0);

    private final UdpLayer udp;

    /// Made with the socket: what it watches must not be lost when there is no memory later.
    private final Watcher watcher = this::changed;

    private @Nullable UdpSocket socket;
    private IpService service = IpService.UDP;
    private int groupTimeToLive = 1;

    /// A fresh socket.
    public DatagramSocket(Stack stack, UdpLayer udp) {
        super(stack);
        this.udp = udp;
    }

    /// Takes a local endpoint; port 0 chooses one.
    ///
    /// @throws IOException if it is taken, or the socket is bound
    public void bind(Endpoint wanted) throws IOException {
        stack.enter();
        try {
            if (socket != null) {
                throw Failures.invalid();
            }
            open(wanted);
        } finally {
            stack.leave();
        }
    }

    /// Sends to and receives from `peer` only; null undoes it.
    public void connect(@Nullable Endpoint peer) throws IOException {
        stack.enter();
        try {
            open().connect(peer);
        } finally {
            stack.leave();
        }
    }

    /// The local endpoint; ANY and port 0 before there is one.
    public Endpoint local() {
        stack.enter();
        try {
            return socket == null ? UNBOUND : socket.local();
        } finally {
            stack.leave();
        }
    }

    /// The octet of DSCP and ECN in the IP header (`IP_TOS`).
    public int trafficClass() {
        stack.enter();
        int octet = service.trafficClass();
        stack.leave();
        return octet;
    }

    /// Sets [#trafficClass()]; bits above the octet are cut off.
    public void trafficClass(int octet) {
        stack.enter();
        try {
            service = service.withTrafficClass(octet & 255);
            applyService();
        } finally {
            stack.leave();
        }
    }

    /// Hops that datagrams to a group may take (`IP_MULTICAST_TTL`).
    public int groupTimeToLive() {
        stack.enter();
        int hops = groupTimeToLive;
        stack.leave();
        return hops;
    }

    /// Sets [#groupTimeToLive()]. With 0 a datagram stays in the machine on Linux; as groups have no members here, it is as 1.
    public void groupTimeToLive(int hops) {
        stack.enter();
        try {
            groupTimeToLive = Math.clamp(hops, 1, 255);
            applyService();
        } finally {
            stack.leave();
        }
    }

    private void applyService() {
        if (socket != null) {
            socket.service(service, service.withTimeToLive(groupTimeToLive));
        }
    }

    /// Sends one datagram.
    ///
    /// @param to null for a connected socket's peer
    /// @return `count`, or an [Outcome]
    public int send(byte[] from, int offset, int count, @Nullable Endpoint to) throws IOException {
        stack.enter();
        try {
            UdpSocket sender = open();
            throwError(sender);
            Endpoint target = to == null ? sender.remote() : to;
            if (target == null) {
                throw new SocketException("Destination address required");
            }
            stack.touchProtocols();
            return switch (sender.send(from, offset, count, target, stack.now())) {
                // No buffer is as if the network had lost it: UDP promises nothing, and the next
                // datagram may fit.
                case SENT, NO_BUFFER -> count;
                case TOO_LONG -> throw new SocketException("Message too long");
                case NO_ROUTE -> throw new SocketException("Network is unreachable");
            };
        } finally {
            stack.leave();
        }
    }

    /// Receives one datagram into the array.
    ///
    /// @return null when there is none and this must not wait, or was closed: then [#isClosed] tells the two apart
    public @Nullable Received receive(byte[] to, int offset, int count) throws IOException {
        stack.enter();
        try {
            while (!closed()) {
                UdpSocket receiver = open();
                throwError(receiver);
                Datagram datagram = receiver.receive();
                if (datagram != null) {
                    return take(datagram, to, offset, count);
                }
                if (nonBlocking()) {
                    return null;
                }
                await(Readiness.IN, Long.MAX_VALUE);
            }
            return null;
        } finally {
            stack.leave();
        }
    }

    @Override
    public int read(byte[] to, int offset, int count) throws IOException {
        Received received = receive(to, offset, count);
        if (received == null) {
            return isClosed() ? Outcome.INTERRUPTED : Outcome.UNAVAILABLE;
        }
        return received.count();
    }

    @Override
    public int write(byte[] from, int offset, int count) throws IOException {
        return send(from, offset, count, null);
    }

    @Override
    int readiness() {
        return socket != null && socket.readable() ? Readiness.IN | Readiness.OUT : Readiness.OUT;
    }

    @Override
    void release(long now) {
        if (socket != null) {
            socket.close();
        }
    }

    private UdpSocket open() throws SocketException {
        return socket == null ? open(UNBOUND) : socket;
    }

    private UdpSocket open(Endpoint wanted) throws SocketException {
        // before the port is taken, since there may be no memory for it
        IpService toGroups = service.withTimeToLive(groupTimeToLive);
        try {
            UdpSocket opened = udp.open(wanted);
            socket = opened;
            opened.watcher(watcher);
            opened.service(service, toGroups);
            return opened;
        } catch (PortInUseException e) {
            throw Failures.addressInUse();
        }
    }

    /// As the JDK tells what Linux does.
    private static void throwError(UdpSocket from) throws SocketException {
        IcmpError error = from.takeError();
        if (error != null) {
            throw Failures.ofDatagram(error);
        }
    }

    private static Received take(Datagram datagram, byte[] to, int offset, int count) {
        try {
            PacketBuffer payload = datagram.payload();
            int stored = Math.min(count, payload.length());
            System.arraycopy(payload.array(), payload.start(), to, offset, stored);
            Endpoint source = new Endpoint(datagram.sourceAddress(), datagram.sourcePort());
            return new Received(stored, source);
        } finally {
            datagram.release();
        }
    }
}
