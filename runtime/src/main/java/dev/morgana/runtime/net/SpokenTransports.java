package dev.morgana.runtime.net;

import dev.morgana.net.NetworkInterface;
import java.util.function.Consumer;

/// The transports that the image holds are spoken from the network's start on, and not only from their first socket on: a closed port is
/// one, whether or not the program has opened another yet. The image builder says which they are.
public final class SpokenTransports {
    private static Consumer<NetworkInterface> tcp = stack -> {};
    private static Consumer<NetworkInterface> udp = stack -> {};

    private SpokenTransports() {}

    /// The program can ask for TCP. Called while the image is built.
    public static void useTcp() {
        tcp = NetworkInterface::tcp;
    }

    /// The program can ask for UDP. Called while the image is built.
    public static void useUdp() {
        udp = NetworkInterface::udp;
    }

    static void of(NetworkInterface stack) {
        tcp.accept(stack);
        udp.accept(stack);
    }
}
