package dev.morgana.runtime.net;

import dev.morgana.device.NetworkCounters;
import dev.morgana.net.Counters;
import dev.morgana.net.Counters.Event;
import dev.morgana.net.tcp.TcpCounters;
import dev.morgana.runtime.random.MachineRandom;
import dev.morgana.runtime.state.Layers;
import dev.morgana.runtime.state.StateFiles;
import dev.morgana.sockets.Stack;
import dev.morgana.storage.FixedFile;
import dev.morgana.virtio.VirtioEntropy;

/// The counters of all layers of the network, as `/proc/morgana/network` has them, and of the device that its random numbers come from.
public final class NetworkState {
    private static final Event[] EVENTS = Event.values();

    private NetworkState() {}

    /// The image holds a network. Called while the image is built.
    public static void use() {
        StateFiles.network(NetworkState::file);
    }

    /// The counters of this moment; starts the network if nothing did.
    private static FixedFile file() {
        Network network = Network.instance();
        Layers layers = new Layers();
        for (int card = 0; card < network.cards(); card++) {
            device(layers, card, network.cardCounters(card));
        }
        VirtioEntropy.Counters random = MachineRandom.device();
        if (random != null) {
            entropy(layers, random);
        }
        events(layers, network.counters());
        TcpCounters.Snapshot tcp = network.tcpCounters();
        if (tcp != null) {
            tcp(layers, tcp);
        }
        sockets(layers, network.stack().snapshot(), network.descriptors().size());
        return layers.file();
    }

    private static void device(Layers layers, int number, NetworkCounters card) {
        layers.layer(number == 0 ? "device" : "device" + number)
                .count("receivedFrames", card.receivedFrames())
                .count("receivedBytes", card.receivedBytes())
                .count("receivedDropped", card.receivedDropped())
                .count("sentFrames", card.sentFrames())
                .count("sentBytes", card.sentBytes())
                .count("sentDropped", card.sentDropped())
                .count("refused", card.refused())
                .count("interrupts", card.interrupts())
                .count("notifications", card.notifications());
    }

    private static void entropy(Layers layers, VirtioEntropy.Counters random) {
        layers.layer("entropy")
                .count("delivered", random.delivered())
                .count("shortages", random.shortages());
    }

    static void events(Layers layers, Counters counts) {
        String layer = "";
        for (Event event : EVENTS) {
            EventName name = EventName.of(event);
            if (!name.layer().equals(layer)) {
                layer = name.layer();
                layers.layer(layer);
            }
            layers.count(name.event(), counts.value(event));
        }
    }

    private static void tcp(Layers layers, TcpCounters.Snapshot tcp) {
        layers.layer("tcp")
                .count("connections", tcp.connections())
                .count("memory", tcp.memory())
                .count("received", tcp.received())
                .count("sent", tcp.sent())
                .count("retransmitted", tcp.retransmitted())
                .count("outOfOrder", tcp.outOfOrder())
                .count("activeOpens", tcp.activeOpens())
                .count("passiveOpens", tcp.passiveOpens())
                .count("refusedSyns", tcp.refusedSyns())
                .count("cookiesSent", tcp.cookiesSent())
                .count("cookiesAccepted", tcp.cookiesAccepted())
                .count("resetsSent", tcp.resetsSent())
                .count("resetsReceived", tcp.resetsReceived())
                .count("challenges", tcp.challenges())
                .count("badChecksum", tcp.badChecksum())
                .count("malformed", tcp.malformed())
                .count("outdated", tcp.outdated())
                .count("shed", tcp.shed())
                .count("noBuffer", tcp.noBuffer());
    }

    private static void sockets(Layers layers, Stack.Counters sockets, int open) {
        layers.layer("sockets")
                .count("open", open)
                .count("waits", sockets.waits())
                .count("wakes", sockets.wakes())
                .count("turns", sockets.turns())
                .count("rings", sockets.rings())
                .count("shortages", sockets.shortages());
    }
}
