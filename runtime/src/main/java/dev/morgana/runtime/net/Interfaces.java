package dev.morgana.runtime.net;

import com.oracle.svm.core.SubstrateUtil;
import dev.morgana.runtime.boot.Described;
import dev.morgana.wire.Ipv4Address;
import dev.morgana.wire.Ipv4Prefix;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The JDK's view of this machine's interfaces.
final class Interfaces {
    /// Index of the loopback interface.
    static final int LOOPBACK = 1;

    /// What Linux says, too.
    static final int LOOPBACK_MTU = 65536;

    private static final int FIRST_CARD = 2;
    private static final int LOOPBACK_PREFIX = 8;

    private Interfaces() {}

    /// @param address own address, null while there is none
    record Link(String name, int index, @Nullable Ipv4Address address, int prefixLength) {
        boolean has(InetAddress inet) {
            return address != null && Addresses.toInet(address).equals(inet);
        }
    }

    static NetworkInterface[] all() {
        return links().stream().map(Interfaces::toInterface).toArray(NetworkInterface[]::new);
    }

    static @Nullable NetworkInterface find(Predicate<Link> wanted) {
        for (Link link : links()) {
            if (wanted.test(link)) {
                return toInterface(link);
            }
        }
        return null;
    }

    private static List<Link> links() {
        List<Link> links = new ArrayList<>();
        links.add(new Link("lo", LOOPBACK, Ipv4Address.LOOPBACK, LOOPBACK_PREFIX));
        Network network = Network.instance();
        for (int card = 0; card < network.cards(); card++) {
            Ipv4Prefix own = network.address(card);
            String name = "eth" + card;
            links.add(
                    own == null
                            ? new Link(name, FIRST_CARD + card, null, 0)
                            : new Link(name, FIRST_CARD + card, own.address(), own.length()));
        }
        return links;
    }

    private static NetworkInterface toInterface(Link link) {
        InetAddress[] addresses =
                link.address() == null
                        ? new InetAddress[0]
                        : new InetAddress[] {Addresses.toInet(link.address())};
        Target_java_net_NetworkInterface made =
                new Target_java_net_NetworkInterface(link.name(), link.index(), addresses);
        made.displayName = displayName(link);
        made.childs = new NetworkInterface[0];
        made.bindings = new Target_java_net_InterfaceAddress[addresses.length];
        for (int i = 0; i < addresses.length; i++) {
            Target_java_net_InterfaceAddress binding = new Target_java_net_InterfaceAddress();
            binding.address = addresses[i];
            binding.maskLength = (short) link.prefixLength();
            binding.broadcast = broadcast(link);
            made.bindings[i] = binding;
        }
        return SubstrateUtil.cast(made, NetworkInterface.class);
    }

    /// The name of the card in the machine's description, if it has one.
    private static String displayName(Link link) {
        boolean described = Described.MACHINE.configured() && link.index() >= FIRST_CARD;
        return described ? Described.MACHINE.cards().get(card(link.index())).name() : link.name();
    }

    /// The number of a card, from its index.
    static int card(int index) {
        return index - FIRST_CARD;
    }

    private static @Nullable Inet4Address broadcast(Link link) {
        if (link.index() == LOOPBACK || link.address() == null || link.prefixLength() > 30) {
            return null;
        }
        int host = -1 >>> link.prefixLength();
        return (Inet4Address) Addresses.toInet(new Ipv4Address(link.address().bits() | host));
    }
}
