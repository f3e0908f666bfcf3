package dev.morgana.runtime.net;

import dev.morgana.device.NetworkCounters;
import dev.morgana.device.NetworkDevice;
import dev.morgana.net.Card;
import dev.morgana.net.Counters;
import dev.morgana.net.InterfaceConfiguration;
import dev.morgana.net.NetworkInterface;
import dev.morgana.net.dns.DnsAnswer;
import dev.morgana.net.dns.DnsLookup;
import dev.morgana.net.ip.EchoRequest;
import dev.morgana.net.tcp.TcpCounters;
import dev.morgana.net.tcp.TcpLayer;
import dev.morgana.net.udp.UdpLayer;
import dev.morgana.runtime.boot.Boot;
import dev.morgana.runtime.boot.Described;
import dev.morgana.runtime.boot.NetworkOptions;
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
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The network of this machine: card, stack and loop. It starts with the first call that needs it; an image whose program never calls
/// holds nothing of it.
public final class Network {
    private static final int USUAL_FRAME = 1514;

    /// Most frames that stand for several segments, where the card knows such: 0.5 MB if all are in use.
    private static final int LARGE_FRAMES = 8;

    /// Most frames in the machine: 1.7 MB if all are in use.
    private static final int FRAMES = 1024;

    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(10);

    private final DescriptorTable descriptors = new DescriptorTable(DescriptorTable.LIMIT);
    private final @Nullable NetworkDevice device;
    private final NetworkInterface protocols;
    private final Stack stack;

    /// Starts the network when it is first asked for.
    public static final class Holder {
        static final Network INSTANCE = new Network();

        private Holder() {}
    }

    private Network() {
        boolean described = !Described.MACHINE.cards().isEmpty();
        NetworkCard card = described ? NetworkCard.find() : null;
        int frame =
                card == null ? USUAL_FRAME : card.device().mtu() + NetworkDevice.ETHERNET_HEADER;
        PacketPool pool = new PacketPool(frame, FRAMES);
        PacketPool large = card == null ? null : large(card.device(), frame);
        NetworkOptions options = Boot.options().network();
        device = card == null ? null : card.device();
        protocols =
                card == null
                        ? NetworkInterface.inside(pool, MachineRandom::nextLong, HostNames.own())
                        : NetworkInterface.over(
                                new Card(
                                        card.device().address(),
                                        card.device().mtu(),
                                        card::send,
                                        large),
                                pool,
                                MachineRandom::nextLong,
                                configuration(options));
        LoopSleep sleep = card == null ? new ParkedSleep() : card.sleep();
        stack = new Stack(System::nanoTime, now -> poll(card, now), sleep::wake);
        protocols.start(stack.now());
        FrameSource frames = card == null ? null : new FrameSource(card.device(), pool, large);
        new NetworkLoop(stack, protocols, frames, sleep).start();
    }

    private static @Nullable PacketPool large(NetworkDevice device, int frame) {
        int largest = device.largestFrame();
        return largest > frame ? new PacketPool(largest, LARGE_FRAMES) : null;
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
        return protocols.tcp();
    }

    UdpLayer udp() {
        return protocols.udp();
    }

    /// The card's address with its network, or null while there is none.
    @Nullable Ipv4Prefix address() {
        return stack.inside(protocols::address);
    }

    /// The card's MAC address, or null without a card.
    byte @Nullable [] macAddress() {
        if (device == null) {
            return null;
        }
        byte[] octets = new byte[6];
        Bytes.put48(octets, 0, device.address().bits());
        return octets;
    }

    /// Octets of the largest packet that the card takes.
    int mtu() {
        return device == null ? 0 : device.mtu();
    }

    /// The card's counters, or null without a card.
    @Nullable NetworkCounters cardCounters() {
        return device == null ? null : stack.inside(device::snapshot);
    }

    /// The counters of the layers below TCP.
    Map<Counters.Event, Long> counters() {
        return stack.inside(() -> protocols.counters().snapshot());
    }

    /// TCP's counters.
    TcpCounters.Snapshot tcpCounters() {
        return stack.inside(() -> protocols.tcp().counts());
    }

    /// Lets only addresses of this machine pass, and the one that stands for all of them.
    void requireOwn(Ipv4Address address) throws BindException {
        Ipv4Prefix own = address();
        boolean ours = own != null && own.address().equals(address);
        if (!ours && !address.isAny() && !address.isLoopback()) {
            throw new BindException("Cannot assign requested address");
        }
    }

    /// Waits until the card has an address, if `destination` lies outside: DHCP may need a moment after the start. After 10 seconds it
    /// gives up, and there is no route.
    void awaitAddress(Ipv4Address destination) {
        boolean inside = destination.isAny() || destination.isLoopback();
        if (inside || device == null || address() != null) {
            return;
        }
        Occasion address = new Occasion(stack, () -> protocols.address() != null);
        stack.inside(() -> {
            protocols.watcher(address::mayHaveCome);
            return null;
        });
        address.poll(Readiness.IN, PATIENCE);
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
        DnsLookup lookup = stack.inside(() -> protocols.resolver().resolve(host, stack.now()));
        if (stack.inside(lookup::answer) == null && address() == null) {
            awaitAddress(Ipv4Address.BROADCAST);
            lookup = stack.inside(() -> protocols.resolver().resolve(host, stack.now()));
        }
        return await(lookup);
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

    private long poll(@Nullable NetworkCard card, long now) {
        long deadline = protocols.poll(now);
        if (card != null) {
            card.flush();
        }
        return deadline;
    }

    private static InterfaceConfiguration configuration(NetworkOptions options) {
        Ipv4Address address = options.address();
        return new InterfaceConfiguration(
                address == null ? null : new Ipv4Prefix(address, options.prefixLength()),
                options.gateway(),
                options.dns(),
                HostNames.own());
    }
}
