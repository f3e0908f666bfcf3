package dev.morgana.net.tcp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.morgana.testkit.Link;
import dev.morgana.wire.PacketPool;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Two stacks over a network that loses, reorders, duplicates and damages what they send.
final class LossyNetworkTest {
    private static final Link LINK =
            Link.PERFECT
                    .withDelay(TimeUnit.MILLISECONDS.toNanos(5), TimeUnit.MILLISECONDS.toNanos(1))
                    .withBandwidth(100_000_000, 256 << 10);

    @ParameterizedTest(name = "loss {0}, reordering {1}, duplication {2}, corruption {3}")
    @CsvSource({
        "0,    0,    0,    0",
        "0.01, 0,    0,    0",
        "0.05, 0.05, 0,    0",
        "0.15, 0,    0,    0",
        "0,    0.2,  0.1,  0",
        "0.01, 0.02, 0.02, 0.02",
        "0.15, 0.15, 0.15, 0.05",
    })
    @DisplayName("PROTOCOLS 16-20, 43, 94: transfers both ways arrive intact over bad links")
    void arrivesIntact(double loss, double reorder, double duplicate, double corrupt) {
        for (int seed = 1; seed <= 4; seed++) {
            Link link =
                    LINK.withLoss(loss)
                            .withReorder(reorder)
                            .withDuplicate(duplicate)
                            .withCorrupt(corrupt)
                            .withSeed(seed);
            new TransferPair(link, 400_000, 300_000, TcpParameters.DEFAULT).run();
        }
    }

    @Test
    @DisplayName("PROTOCOLS 27: tiny buffers at both ends still make progress under loss")
    void tinyBuffers() {
        for (int seed = 1; seed <= 4; seed++) {
            Link link = LINK.withLoss(0.05).withReorder(0.05).withSeed(seed);
            new TransferPair(link, 100_000, 100_000, TcpParameters.DEFAULT.withBuffers(3000, 2000))
                    .run();
        }
    }

    /// One end's card cuts text into segments and sums them, the other's does not.
    @ParameterizedTest
    @CsvSource({"0, 0", "0.02, 0", "0.15, 0.1"})
    void arrivesIntactFromACardThatCuts(double loss, double reorder) {
        for (int seed = 1; seed <= 4; seed++) {
            Link link = LINK.withLoss(loss).withReorder(reorder).withSeed(seed);
            TransferPair pair = new TransferPair(link, 700_000, 300_000, TcpParameters.DEFAULT);
            PacketPool large = new PacketPool(65_535, 2);
            pair.client.large = large;
            pair.run();
            assertEquals(0, large.inUse());
        }
    }

    @Test
    void oneDirectionFillsTheLine() {
        TransferPair pair = new TransferPair(LINK, 10_000_000, 0, TcpParameters.DEFAULT);
        pair.run();
        assertEquals(0, pair.client.tcp.counts().retransmitted());
    }
}
