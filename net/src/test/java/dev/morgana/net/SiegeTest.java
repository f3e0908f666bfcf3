package dev.morgana.net;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.morgana.net.tcp.TcpState;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Conversations of every protocol, in every state of a connection, full of changed frames (see [Siege]); every other siege is of a stack
/// whose card works on segments. The seed is fixed, unless
/// `-Dsiege.seed=N` sets another; a failure names its frame.
class SiegeTest {
    private static final long SEED = Long.getLong("siege.seed", 1);

    private static void besiege(int sieges, int frames) {
        Set<TcpState> reached = EnumSet.noneOf(TcpState.class);
        for (int i = 0; i < sieges; i++) {
            boolean fixed = i % 4 != 3;
            InterfaceConfiguration configuration =
                    fixed ? Bench.fixedConfiguration() : InterfaceConfiguration.DYNAMIC;
            long seed = SEED + i;
            try {
                Siege siege = new Siege(seed, configuration, i % 2 == 1);
                reached.addAll(siege.run(frames));
                assertDepth(siege, frames / 2500);
            } catch (AssertionError failure) {
                throw new AssertionError("with -Dsiege.seed=" + seed, failure);
            }
        }
        Set<TcpState> missing = EnumSet.complementOf(EnumSet.copyOf(reached));
        missing.remove(TcpState.LISTEN);
        assertTrue(missing.isEmpty(), () -> "never reached " + missing);
    }

    /// Whether the frames were let in deep enough for the test to mean something.
    private static void assertDepth(Siege siege, int least) {
        List<Long> depths =
                List.of(
                        siege.count(Counters.Event.IPV4_REASSEMBLED),
                        siege.count(Counters.Event.ICMP_ECHO_REPLIES),
                        siege.count(Counters.Event.ICMP_ERRORS_RECEIVED),
                        siege.count(Counters.Event.UDP_RECEIVED),
                        siege.tcpCounts().passiveOpens(),
                        siege.tcpCounts().outOfOrder(),
                        siege.tcpCounts().retransmitted(),
                        siege.tcpCounts().challenges(),
                        siege.tcpCounts().outdated());
        assertTrue(depths.stream().allMatch(depth -> depth >= least), depths::toString);
    }

    @Test
    @DisplayName(
            "4, 46, 51: 100,000 changed frames in conversations: nothing thrown, nothing leaked")
    void besieged() {
        besiege(8, 12_500);
    }

    @Test
    @Tag("soak")
    @DisplayName(
            "4, 46, 51: 3,000,000 changed frames in conversations: nothing thrown, nothing leaked")
    void besiegedForLong() {
        besiege(60, 50_000);
    }
}
