package dev.morgana.net.udp;

import dev.morgana.net.Watcher;
import dev.morgana.net.ip.IcmpError;
import dev.morgana.net.ip.IpOutput;
import dev.morgana.net.ip.IpService;
import dev.morgana.wire.Endpoint;
import dev.morgana.wire.Ipv4Address;
import dev.morgana.wire.LinkedQueue;
import dev.morgana.wire.PacketBuffer;
import org.jspecify.annotations.Nullable;

/// One user of a UDP port. Received datagrams wait in a bounded queue; one that finds it full is dropped. Like all of `net` it is
/// called under the stack's lock.
public final class UdpSocket {
    /// Most datagrams that wait to be received.
    public static final int QUEUE_LIMIT = 64;

    private final UdpLayer layer;
    private final Endpoint local;
    private final LinkedQueue<Datagram> received = new LinkedQueue<>();
    private final LinkedQueue<Datagram> spare = new LinkedQueue<>();
    private @Nullable Endpoint remote;
    private @Nullable IcmpError error;
    private IpService service = IpService.UDP;
    private IpService groupService = IpService.UDP.withTimeToLive(1);
    private Watcher watcher = Watcher.NONE;
    private boolean closed;

    UdpSocket(UdpLayer layer, Endpoint local) {
        this.layer = layer;
        this.local = local;
    }

    /// Our endpoint; its address may be [Ipv4Address#ANY].
    public Endpoint local() {
        return local;
    }

    /// Receives only from `peer` from now on, and learns of ICMP errors about what is sent there (RFC 1122 section 4.1.3.3); null undoes
    /// it. Datagrams that wait stay.
    public void connect(@Nullable Endpoint peer) {
        remote = peer;
        error = null;
    }

    /// The endpoint given to [#connect], or null.
    public @Nullable Endpoint remote() {
        return remote;
    }

    /// Sets how IP sends the datagrams.
    ///
    /// @param groups the same for datagrams to multicast groups, which at first stay on the link (RFC 1112 section 6.1: TTL 1)
    public void service(IpService wanted, IpService groups) {
        service = wanted;
        groupService = groups;
    }

    IpService service(Ipv4Address destination) {
        return destination.isMulticast() ? groupService : service;
    }

    /// Sends a copy of `count` octets to `to`.
    public SendResult send(byte[] from, int offset, int count, Endpoint to, long now) {
        return layer.send(this, from, offset, count, to, now);
    }

    /// Sends what is in the window of `payload` to `to`, by `output` and not by the route to it. Takes ownership.
    ///
    /// @param payload with [dev.morgana.wire.PacketPool#HEADROOM] before its window
    public SendResult send(PacketBuffer payload, IpOutput output, Endpoint to, long now) {
        return layer.send(this, payload, output, to, now);
    }

    /// The oldest datagram that waits, now the caller's to release; null when there is none.
    public @Nullable Datagram receive() {
        Datagram datagram = received.poll();
        if (datagram != null) {
            layer.taken();
        }
        return datagram;
    }

    /// Whether [#receive] would give a datagram, or an error waits.
    public boolean readable() {
        return !received.isEmpty() || error != null;
    }

    /// The last ICMP error about what a connected socket sent; each is given once. Null when there is none.
    public @Nullable IcmpError takeError() {
        IcmpError taken = error;
        error = null;
        return taken;
    }

    /// Sets who is told when a datagram or an error arrives.
    public void watcher(Watcher told) {
        watcher = told;
    }

    /// Frees the port and drops what waits.
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        layer.remove(this);
        for (Datagram datagram = receive(); datagram != null; datagram = receive()) {
            datagram.release();
        }
    }

    /// How well a datagram fits: 0 not at all, more for an exact address and for a peer.
    int match(Ipv4Address source, int sourcePort, Ipv4Address destination) {
        boolean any = local.address().isAny();
        if (!any && !local.address().equals(destination)) {
            return 0;
        }
        Endpoint peer = remote;
        if (peer == null) {
            return any ? 1 : 2;
        }
        boolean fromPeer = peer.port() == sourcePort && peer.address().equals(source);
        return fromPeer ? any ? 3 : 4 : 0;
    }

    /// Whether the two cannot exist at the same time: the same port on the same or an overlapping address.
    boolean overlaps(Endpoint other) {
        return local.port() == other.port()
                && (local.address().isAny()
                        || other.address().isAny()
                        || local.address().equals(other.address()));
    }

    boolean isFull() {
        return received.size() >= QUEUE_LIMIT;
    }

    void queue(PacketBuffer data, Ipv4Address source, int sourcePort, Ipv4Address destination) {
        Datagram used = spare.poll();
        Datagram datagram = used == null ? new Datagram(this) : used;
        received.add(datagram.fill(data, source, sourcePort, destination));
        layer.queued();
        watcher.changed();
    }

    void recycle(Datagram datagram) {
        if (spare.size() < QUEUE_LIMIT) {
            spare.add(datagram);
        }
    }

    void failed(IcmpError about) {
        error = about;
        watcher.changed();
    }
}
