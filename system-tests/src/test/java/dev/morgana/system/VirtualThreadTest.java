package dev.morgana.system;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Virtual threads in an image.
final class VirtualThreadTest {
    /// All platform threads but the carriers of virtual ones. The network's hands frames to the stack and wakes whoever waits.
    private static final Set<String> OTHERS =
            Set.of(
                    "thread main",
                    "thread network",
                    "thread Reference Handler",
                    "thread Signal Dispatcher");

    private static final List<String> OWN_NAME_SERVER =
            List.of(
                    "--net",
                    "user",
                    "--boot",
                    "net.ipv4=10.0.2.15/24",
                    "--boot",
                    "net.dns=127.0.0.1");

    @ParameterizedTest
    @EnumSource
    void aHundredThousandAreParked(Where where) throws Exception {
        where.probe(List.of("--net", "none", "--memory", "512M"), "virtual-parked", "100000")
                .assertStatus(0)
                .assertOut("parked 100000\nended 100000\n");
    }

    @ParameterizedTest
    @EnumSource
    void noThreadPollsSocketsForThem(Where where) throws Exception {
        Transcript ended = where.probe("virtual-sockets", "20").assertStatus(0);
        List<String> lines = ended.out().lines().toList();
        assertEquals("bounced", lines.getFirst(), ended::toString);
        Set<String> threads =
                lines.stream()
                        .skip(1)
                        .filter(line -> !line.matches("thread ForkJoinPool-\\d+-worker-\\d+"))
                        .collect(Collectors.toSet());
        assertEquals(OTHERS, threads, ended::toString);
    }

    /// Only a class initializer that blocks does. The program is its own name server.
    @ParameterizedTest
    @EnumSource
    void monitorsAndSocketsDoNotKeepTheCarrier(Where where) throws Exception {
        where.probe(OWN_NAME_SERVER, "virtual-pinning")
                .assertStatus(0)
                .assertOut(
                        """
                        accept: free
                        class initializer: pinned
                        connect: free
                        enter monitor: free
                        latch: free
                        look up name: free
                        park: free
                        reach host: free
                        read in monitor: free
                        receive datagram: free
                        select: free
                        sleep: free
                        sleep in monitor: free
                        wait: free
                        write: free
                        """);
    }

    /// Standard input is a device, or the host's: whoever waits for it is a platform thread.
    @ParameterizedTest
    @EnumSource
    void aReaderOfStandardInputDoesNotKeepTheCarrier(Where where) throws Exception {
        try (Session session = where.startProbe("virtual-input")) {
            session.awaitOut("give me an octet\n");
            session.in().write('A');
            session.endInput()
                    .end()
                    .assertStatus(0)
                    .assertOut("reading\ngive me an octet\nread [65]\n");
        }
    }
}
