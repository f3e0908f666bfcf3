package dev.morgana.net.tcp;

import dev.morgana.testkit.Link;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A hundred megabytes each way over bad links, with twenty seeds each. `-Dlossy.seeds=3` and `-Dlossy.megabytes=10` make it shorter.
@Tag("soak")
final class LossySoakTest {
    private static final Link LINK =
            Link.PERFECT
                    .withDelay(TimeUnit.MILLISECONDS.toNanos(5), TimeUnit.MILLISECONDS.toNanos(1))
                    .withBandwidth(1_000_000_000, 1 << 20);
    private static final int MEGABYTES = Integer.getInteger("lossy.megabytes", 100);
    private static final int SEEDS = Integer.getInteger("lossy.seeds", 20);

    @ParameterizedTest(name = "loss {0}, reordering {1}, duplication {2}")
    @CsvSource({"0.01, 0.02, 0.02", "0.05, 0.05, 0.05", "0.15, 0.05, 0.05"})
    @DisplayName(
            "PROTOCOLS 38, 39, 42, 43: 100 MB each way arrive intact over links that lose, reorder and duplicate")
    void arrivesIntact(double loss, double reorder, double duplicate) {
        for (int seed = 1; seed <= SEEDS; seed++) {
            Link link =
                    LINK.withLoss(loss)
                            .withReorder(reorder)
                            .withDuplicate(duplicate)
                            .withSeed(seed);
            long octets = (long) MEGABYTES << 20;
            TransferPair pair = new TransferPair(link, octets, octets, TcpParameters.DEFAULT);
            try {
                pair.run();
            } catch (AssertionError failure) {
                throw new AssertionError("loss " + loss + ", seed " + seed, failure);
            }
            // For whoever looks at the figures.
            System.out.printf(
                    "loss %.2f, seed %d: %.1f s, sent %d, again %d, old %d%n",
                    loss,
                    seed,
                    pair.seconds(),
                    pair.client.tcp.counts().sent(),
                    pair.client.tcp.counts().retransmitted(),
                    pair.client.tcp.counts().outdated());
        }
    }

    @Test
    @DisplayName(
            "PROTOCOLS 43: 4.5 GiB over one connection: sequence numbers wrap, timestamps tell old from new")
    void moreThanSequenceNumbers() {
        Link link =
                Link.PERFECT
                        .withDelay(TimeUnit.MICROSECONDS.toNanos(100), 0)
                        .withBandwidth(10_000_000_000L, 1 << 20)
                        .withReorder(0.0001)
                        .withDuplicate(0.001)
                        .withSeed(1);
        new TransferPair(link, 9L << 29, 1000, TcpParameters.DEFAULT).run();
    }
}
