package dev.morgana.runtime.net;

import dev.morgana.net.ip.EchoRequest;
import dev.morgana.net.ip.IpService;
import dev.morgana.sockets.Occasion;
import dev.morgana.sockets.Readiness;
import dev.morgana.wire.Ipv4Address;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Asks a host for ICMP echo replies, once a second, as the JDK does where it may.
final class Ping {
    private static final long INTERVAL = TimeUnit.SECONDS.toNanos(1);

    private final Network network;
    private final Ipv4Address destination;
    private final int hops;

    /// @param hops time to live of the requests; 0 for the usual one
    Ping(Network network, Ipv4Address destination, int hops) {
        this.network = network;
        this.destination = destination;
        this.hops = hops == 0 ? IpService.DEFAULT_TIME_TO_LIVE : hops;
    }

    /// Whether a reply comes.
    ///
    /// @param from the source address; null for the one that leads to the destination
    /// @param patience nanoseconds
    boolean isAnswered(@Nullable Ipv4Address from, long patience) {
        network.awaitAddress(destination);
        long left = patience;
        do {
            if (isAnsweredOnce(from, Math.min(left, INTERVAL))) {
                return true;
            }
            left -= INTERVAL;
        } while (left > 0);
        return false;
    }

    private boolean isAnsweredOnce(@Nullable Ipv4Address from, long patience) {
        EchoRequest request = network.ask(destination, from, hops);
        boolean answered;
        try {
            await(request, patience);
        } finally {
            answered = network.stop(request);
        }
        return answered;
    }

    private void await(EchoRequest request, long patience) {
        Occasion reply = new Occasion(network.stack(), request::isAnswered);
        network.stack()
                .inside(() -> {
                    request.watcher(reply::mayHaveCome);
                    return null;
                });
        reply.poll(Readiness.IN, patience);
    }
}
