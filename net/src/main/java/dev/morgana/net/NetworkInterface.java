package dev.morgana.net;

import dev.morgana.net.Counters.Event;
import dev.morgana.net.dhcp.DhcpPort;
import dev.morgana.net.dns.DnsResolver;
import dev.morgana.net.ip.Ipv4Layer;
import dev.morgana.net.tcp.TcpCounters;
import dev.morgana.net.tcp.TcpLayer;
import dev.morgana.net.tcp.TcpParameters;
import dev.morgana.net.udp.UdpLayer;
import dev.morgana.wire.Ipv4Address;
import dev.morgana.wire.Ipv4Prefix;
import dev.morgana.wire.PacketBuffer;
import dev.morgana.wire.PacketPool;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The network stack of one machine: its cards, if it has any, and the loopback inside. Frames and time go in by [#input] and
/// [#poll]; frames come out through the cards' [Outbox]es, and the next deadline as the result of [#poll]. No thread, no clock, no lock:
/// the caller holds one lock around every call to this and to the layers that it hands out.
///
/// A loop drives it: receive frames and hand them to [#input]; [#poll]; sleep until the deadline or the next frame. What a user does
/// to a socket in between may call for output or move the deadline, so [#poll] follows that too. `now` is monotonic nanoseconds, never
/// negative.
///
/// ```
///   tcp()  udp()        TcpLayer, UdpLayer, above them the users, DhcpClient and DnsResolver
///      \   /
///    Ipv4Layer          with IcmpLayer, Reassembly, and the queue of what stays inside
///        |
///   Attachment          one for each card: IpLink with its RouteTable, ArpLayer, EthernetLayer
///    |         |
///  input     Outbox
/// ```
///
/// The transports and the resolver are made when they are first asked for. So an image holds those that its program can ask for; to
/// others a transport that nobody has asked for is one that this machine does not speak (RFC 1122 section 3.2.2.1: protocol unreachable).
public final class NetworkInterface {
    /// Rounds of one [#poll]: packets to ourselves may call for more of them.
    private static final int ROUNDS = 64;

    /// Waiting UDP datagrams hold at most this part of all buffers.
    private static final int UDP_SHARE = 4;

    private static final long LEAST_TCP_MEMORY = 2 << 20;

    private final Counters counters = new Counters();
    private final PacketPool pool;
    private final RandomSource random;
    private final String hostname;
    private Attachment[] attachments = new Attachment[0];
    private final Demultiplexer demultiplexer = new Demultiplexer(counters);
    private final Ipv4Layer ip;
    private @Nullable UdpLayer udp;
    private @Nullable TcpLayer tcp;
    private @Nullable DnsResolver resolver;
    private @Nullable DhcpPort dhcpPort;
    private final List<Watcher> watchers = new ArrayList<>();

    /// A card with what is decided about its network.
    public record Connected(Card card, InterfaceConfiguration configuration) {}

    /// A stack without cards.
    ///
    /// @param pool of all frames; each buffer holds at least the largest MTU and 14 octets, and 1514 octets without card
    private NetworkInterface(PacketPool pool, RandomSource random, String hostname) {
        this.pool = pool;
        this.random = random;
        this.hostname = hostname;
        ip = new Ipv4Layer(pool, demultiplexer, random, counters);
    }

    private void attach(Connected connected) {
        Attachment made = new Attachment(this, connected, pool);
        attachments = Arrays.copyOf(attachments, attachments.length + 1);
        attachments[attachments.length - 1] = made;
        Card card = connected.card();
        ip.attach(made.link(), card.mtu(), card.large());
    }

    /// A quarter of the heap may lie in TCP's buffers.
    private static long tcpMemory() {
        return Math.max(LEAST_TCP_MEMORY, Runtime.getRuntime().maxMemory() >>> 2);
    }

    /// The stack of a machine with one card. It does nothing before [#start].
    ///
    /// @param pool of all frames; each buffer holds at least the card's MTU and 14 octets
    public static NetworkInterface over(
            Card card, PacketPool pool, RandomSource random, InterfaceConfiguration configuration) {
        return over(List.of(new Connected(card, configuration)), pool, random);
    }

    /// The stack of a machine with several cards. A packet leaves by the card that has its source address, and is taken only from the
    /// card that has its destination address (RFC 1122 section 3.3.4.2, strong model). The machine's name is the first card's.
    ///
    /// @param cards at least one
    /// @param pool of all frames; each buffer holds at least the largest MTU and 14 octets
    public static NetworkInterface over(
            List<Connected> cards, PacketPool pool, RandomSource random) {
        String hostname = cards.getFirst().configuration().hostname();
        NetworkInterface stack = new NetworkInterface(pool, random, hostname);
        cards.forEach(stack::attach);
        return stack;
    }

    /// The stack of a machine without card: only 127.0.0.0/8 can be reached.
    ///
    /// @param pool of all packets; each buffer holds at least 1514 octets
    public static NetworkInterface inside(PacketPool pool, RandomSource random, String hostname) {
        return new NetworkInterface(pool, random, hostname);
    }

    /// Takes the configured addresses, and begins to ask for one where there is none.
    public void start(long now) {
        for (Attachment attachment : attachments) {
            attachment.start(now);
        }
    }

    /// Takes the configured addresses; a card without has none. An image that calls this and not [#start] holds no DHCP client.
    public void startFixed(long now) {
        for (Attachment attachment : attachments) {
            attachment.startFixed(now);
        }
    }

    /// An address or the name servers of a card have changed.
    void changed(long now) {
        DnsResolver asking = resolver;
        if (asking != null) {
            tell(asking, now);
        }
        watchers.forEach(Watcher::changed);
    }

    private void tell(DnsResolver asking, long now) {
        List<Ipv4Address> servers = new ArrayList<>();
        Ipv4Prefix own = null;
        for (Attachment attachment : attachments) {
            servers.addAll(attachment.nameServers());
            own = own == null ? attachment.link().address() : own;
        }
        asking.servers(servers, now);
        asking.ownAddress(own == null ? null : own.address());
    }

    /// A frame arrived at the first card; takes ownership. See [#input(int, PacketBuffer, long)].
    public void input(PacketBuffer frame, long now) {
        input(0, frame, now);
    }

    /// A frame arrived; takes ownership. The window starts behind at least [PacketPool#HEADROOM] octets, as that of a buffer from the
    /// pool does. Whatever the octets are, this does not throw; when there is no memory for what the frame calls for, it is counted and
    /// dropped, as if the network had lost it.
    ///
    /// @param card its number, from 0
    public void input(int card, PacketBuffer frame, long now) {
        try {
            deliver(card, frame, now);
        } catch (OutOfMemoryError e) {
            counters.count(Event.ETHERNET_NO_MEMORY);
            frame.abandon();
        }
    }

    private void deliver(int card, PacketBuffer frame, long now) {
        if (card < attachments.length) {
            attachments[card].input(frame, now);
        } else {
            frame.release();
        }
    }

    /// Runs what is due: packets to ourselves, timers, output that frames and users called for.
    ///
    /// @return when to call again at the latest (monotonic nanoseconds), or [Long#MAX_VALUE]
    public long poll(long now) {
        long next = now;
        for (int round = 0; round < ROUNDS && next <= now; round++) {
            next = Long.MAX_VALUE;
            for (Attachment attachment : attachments) {
                next = Math.min(next, attachment.poll(now));
            }
            next = Math.min(next, ip.poll(now));
            next = Math.min(next, pollUsers(now));
            if (ip.hasWork()) {
                next = now;
            }
        }
        return next;
    }

    private long pollUsers(long now) {
        TcpLayer segments = tcp;
        long next = segments == null ? Long.MAX_VALUE : segments.poll(now);
        DnsResolver names = resolver;
        return names == null ? next : Math.min(next, names.poll(now));
    }

    /// Gives leased addresses back, and their use up. What remains of the stack works inside the machine.
    public void stop(long now) {
        for (Attachment attachment : attachments) {
            attachment.stop(now);
        }
    }

    /// The first card's address with its network; null while there is none.
    public @Nullable Ipv4Prefix address() {
        return attachments.length == 0 ? null : address(0);
    }

    /// The address of a card with its network; null while there is none.
    ///
    /// @param card its number, from 0
    public @Nullable Ipv4Prefix address(int card) {
        return attachments[card].link().address();
    }

    /// Whether packets to `destination` can leave now, or no card waits for an address with which they might.
    public boolean isSettled(Ipv4Address destination) {
        boolean addressed = true;
        for (Attachment attachment : attachments) {
            addressed &= attachment.link().address() != null;
        }
        return addressed || ip.sourceFor(destination) != null;
    }

    /// Tells `watcher` from now on when [#address] changes.
    public void watch(Watcher watcher) {
        watchers.add(watcher);
    }

    /// Tells `watcher` no longer.
    public void forget(Watcher watcher) {
        watchers.remove(watcher);
    }

    /// The TCP of this stack.
    public TcpLayer tcp() {
        TcpLayer present = tcp;
        if (present == null) {
            present = new TcpLayer(ip, random, TcpParameters.DEFAULT.withMemory(tcpMemory()));
            demultiplexer.use(present);
            tcp = present;
        }
        return present;
    }

    /// The port of the cards' DHCP clients, taken at the first call.
    DhcpPort dhcpPort() {
        DhcpPort present = dhcpPort;
        if (present == null) {
            present = new DhcpPort(udp());
            dhcpPort = present;
        }
        return present;
    }

    /// TCP's counters; null while nobody has asked for TCP.
    public TcpCounters.@Nullable Snapshot tcpCounts() {
        TcpLayer present = tcp;
        return present == null ? null : present.counts();
    }

    /// The UDP of this stack.
    public UdpLayer udp() {
        UdpLayer present = udp;
        if (present == null) {
            present = new UdpLayer(ip, random, counters, pool.limit() / UDP_SHARE);
            demultiplexer.use(present);
            udp = present;
        }
        return present;
    }

    /// The name resolver of this stack; it asks over UDP and TCP.
    public DnsResolver resolver() {
        DnsResolver present = resolver;
        if (present == null) {
            present = new DnsResolver(udp(), tcp(), random, hostname);
            // no query is under way whose deadline would count from now
            tell(present, 0);
            resolver = present;
        }
        return present;
    }

    /// What a user may ask of IP: routes and MTUs.
    public Ipv4Layer ip() {
        return ip;
    }

    /// Where random numbers come from.
    RandomSource random() {
        return random;
    }

    /// What was counted below the transports and in UDP.
    public Counters counters() {
        return counters;
    }
}
