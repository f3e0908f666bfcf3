package dev.morgana.runtime.net;

import dev.morgana.device.NetworkCounters;
import dev.morgana.device.NetworkDevice;
import dev.morgana.net.Card;
import dev.morgana.net.Counters;
import dev.morgana.net.InterfaceConfiguration;
import dev.morgana.net.NetworkInterface;
import dev.morgana.net.NetworkInterface.Connected;
import dev.morgana.net.Watcher;
import dev.morgana.net.dns.DnsAnswer;
import dev.morgana.net.dns.DnsLookup;
import dev.morgana.net.dns.LocalNames;
import dev.morgana.net.ip.EchoRequest;
import dev.morgana.net.tcp.TcpCounters;
import dev.morgana.net.tcp.TcpLayer;
import dev.morgana.net.udp.UdpLayer;
import dev.morgana.runtime.boot.Boot;
import dev.morgana.runtime.boot.CardOptions;
import dev.morgana.runtime.boot.Described;
import dev.morgana.runtime.random.MachineRandom;
import dev.morgana.sockets.DescriptorTable;
import dev.morgana.sockets.Occasion;
import dev.morgana.sockets.Readiness;
import dev.morgana.sockets.Stack;
import dev.morgana.wire.Bytes;
import dev.morgana.wire.Ipv4Address;
import dev.morgana.wire.Ipv4Prefix;
import dev.morgana.wire.PacketPool;
import java.net.BindException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import jdk.internal.access.SharedSecrets;
import org.jspecify.annotations.Nullable;

/// The network of this machine: cards, stack and loops. It starts with the first call that needs it; an image whose program never calls
/// holds nothing of it.
public final class Network {
    private static final int USUAL_FRAME = 1514;

    /// Most frames that stand for several segments, where the card knows such: 0.5 MB if all are in use.
    private static final int LARGE_FRAMES = 8;

    /// Most frames in the machine: 1.7 MB if all are in use.
    private static final int FRAMES = 1024;

    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(10);

    /// How long after the start of the network a listening socket waits for it.
    private static final long OPENING = TimeUnit.SECONDS.toNanos(1);

    /// The JDK's last slot of hooks that run when the program ends; the program's own are in slot 1 (`java.lang.Shutdown`).
    private static final int LAST_SLOT = 9;

    private final DescriptorTable descriptors = new DescriptorTable(DescriptorTable.LIMIT);
    private final NetworkCard[] cards = Described.CARD ? NetworkCard.all() : new NetworkCard[0];
    private final NetworkInterface protocols;
    private final Stack stack;
    private final long started;

    /// Starts the network when it is first asked for.
    public static final class Holder {
        static final Network INSTANCE = new Network();

        private Holder() {}
    }

    private Network() {
        int frame = USUAL_FRAME;
        for (NetworkCard card : cards) {
            frame = Math.max(frame, card.device().mtu() + NetworkDevice.ETHERNET_HEADER);
        }
        PacketPool pool = new PacketPool(frame, FRAMES);
        @Nullable PacketPool[] large = new @Nullable PacketPool[cards.length];
        for (int i = 0; i < cards.length; i++) {
            large[i] = large(cards[i].device(), frame);
        }
        boolean carded = Described.CARD && cards.length > 0;
        protocols =
                carded
                        ? NetworkInterface.over(connected(large), pool, MachineRandom::nextLong)
                        : NetworkInterface.inside(pool, MachineRandom::nextLong, HostNames.own());
        SpokenTransports.of(protocols);
        LoopSleep sleep = cards.length == 0 ? new ParkedSleep() : cards[0].sleep();
        stack = new Stack(System::nanoTime, this::poll, sleep::wake);
        started = stack.now();
        if (Described.DHCP) {
            protocols.start(stack.now());
        } else {
            protocols.startFixed(stack.now());
        }
        if (cards.length == 0) {
            new NetworkLoop(stack, protocols, sleep).start();
        }
        for (int i = 0; i < cards.length; i++) {
            FrameSource frames = new FrameSource(cards[i].device(), pool, large[i]);
            new NetworkLoop(stack, protocols, i, cards[i], frames).start();
            if (cards[i].keepsBack()) {
                SharedSecrets.getJavaLangAccess()
                        .registerShutdownHook(LAST_SLOT, true, this::sendAll);
            }
        }
    }

    /// The loops may not turn again.
    private void sendAll() {
        stack.inside(() -> {
            for (NetworkCard card : cards) {
                card.due();
            }
            return null;
        });
    }

    private static @Nullable PacketPool large(NetworkDevice device, int frame) {
        int largest = device.largestFrame();
        return largest > frame ? new PacketPool(largest, LARGE_FRAMES) : null;
    }

    private List<Connected> connected(@Nullable PacketPool[] large) {
        List<CardOptions> options = Boot.options().network().cards();
        List<Connected> all = new ArrayList<>();
        for (int i = 0; i < cards.length; i++) {
            NetworkCard card = cards[i];
            NetworkDevice device = card.device();
            CardOptions decided = options.get(i);
            all.add(
                    new Connected(
                            new Card(device.address(), device.mtu(), card::send, large[i]),
                            new InterfaceConfiguration(
                                    decided.address(),
                                    decided.gateway(),
                                    decided.dns(),
                                    HostNames.own())));
        }
        return all;
    }

    static Network instance() {
        return Holder.INSTANCE;
    }

    Stack stack() {
        return stack;
    }

    DescriptorTable descriptors() {
        return descriptors;
    }

    TcpLayer tcp() {
        return stack.inside(protocols::tcp);
    }

    UdpLayer udp() {
        return stack.inside(protocols::udp);
    }

    /// How many cards there are.
    int cards() {
        return cards.length;
    }

    /// A card's address with its network, or null while there is none.
    ///
    /// @param card its number, from 0
    @Nullable Ipv4Prefix address(int card) {
        return stack.inside(() -> protocols.address(card));
    }

    /// A card's MAC address.
    byte[] macAddress(int card) {
        byte[] octets = new byte[6];
        Bytes.put48(octets, 0, cards[card].device().address().bits());
        return octets;
    }

    /// Octets of the largest packet that a card takes.
    int mtu(int card) {
        return cards[card].device().mtu();
    }

    /// A card's counters.
    NetworkCounters cardCounters(int card) {
        return stack.reading(cards[card].device()::snapshot);
    }

    /// The counters of the layers below TCP.
    Counters counters() {
        return stack.reading(protocols.counters()::snapshot);
    }

    /// TCP's counters; null while nothing has asked for TCP.
    TcpCounters.@Nullable Snapshot tcpCounters() {
        return stack.reading(protocols::tcpCounts);
    }

    /// Lets only addresses of this machine pass, and the one that stands for all of them.
    void requireOwn(Ipv4Address address) throws BindException {
        boolean ours = address.isAny() || address.isLoopback();
        for (int i = 0; i < cards.length; i++) {
            Ipv4Prefix own = address(i);
            ours |= own != null && own.address().equals(address);
        }
        if (!ours) {
            throw new BindException("Cannot assign requested address");
        }
    }

    /// Waits until packets to `destination` can leave, if it lies outside: DHCP may need a moment after the start. After 10 seconds it
    /// gives up, and there is no route.
    void awaitAddress(Ipv4Address destination) {
        boolean inside = destination.isAny() || destination.isLoopback();
        if (!inside) {
            awaitSettled(destination, PATIENCE);
        }
    }

    /// Waits until all cards have their addresses: whoever hears that this machine listens may come at once, and a user-mode network
    /// outside may try only once. One second after the start of the network nobody waits any more: an address may come later or never.
    ///
    /// @param local of the listening socket
    void awaitReachable(Ipv4Address local) {
        long left = started + OPENING - stack.now();
        if (!local.isLoopback() && left > 0) {
            awaitSettled(Ipv4Address.ANY, left);
        }
    }

    private void awaitSettled(Ipv4Address destination, long patience) {
        if (!Described.DHCP || stack.inside(() -> protocols.isSettled(destination))) {
            return;
        }
        Occasion settled = new Occasion(stack, () -> protocols.isSettled(destination));
        Watcher watcher = settled::mayHaveCome;
        stack.inside(() -> {
            protocols.watch(watcher);
            return null;
        });
        try {
            settled.poll(Readiness.IN, patience);
        } finally {
            stack.inside(() -> {
                protocols.forget(watcher);
                return null;
            });
        }
    }

    /// Sends an ICMP echo request.
    ///
    /// @param from the source address; null for the one that leads to the destination
    /// @param hops time to live
    EchoRequest ask(Ipv4Address destination, @Nullable Ipv4Address from, int hops) {
        return stack.inside(() -> protocols.ip().ask(destination, from, hops, stack.now()));
    }

    /// Waits for the reply no longer, and says whether it has come.
    boolean stop(EchoRequest request) {
        return stack.inside(() -> {
            protocols.ip().forget(request);
            return request.isAnswered();
        });
    }

    /// Looks a host's name up, and waits for the answer.
    DnsAnswer resolve(String host) {
        return Described.NAME_SERVERS ? ask(host) : known(host);
    }

    private DnsAnswer ask(String host) {
        DnsLookup lookup = stack.inside(() -> protocols.resolver().resolve(host, stack.now()));
        if (stack.inside(lookup::answer) == null) {
            awaitAddress(Ipv4Address.BROADCAST);
            lookup = stack.inside(() -> protocols.resolver().resolve(host, stack.now()));
        }
        return await(lookup);
    }

    /// On a machine without name servers.
    private DnsAnswer known(String host) {
        Ipv4Prefix own = cards.length == 0 ? null : address(0);
        Ipv4Address address = own == null ? Ipv4Address.LOOPBACK : own.address();
        DnsAnswer known = new LocalNames(HostNames.own()).find(host, address);
        return known == null ? new DnsAnswer.Failed("no name server is known") : known;
    }

    private DnsAnswer await(DnsLookup lookup) {
        Occasion answered = new Occasion(stack, () -> lookup.answer() != null);
        stack.inside(() -> {
            lookup.watcher(answered::mayHaveCome);
            return null;
        });
        answered.poll(Readiness.IN, -1);
        return Objects.requireNonNull(stack.inside(lookup::answer));
    }

    private long poll(long now) {
        long deadline = protocols.poll(now);
        for (NetworkCard card : cards) {
            deadline = card.flush() ? now : deadline;
        }
        return deadline;
    }
}
