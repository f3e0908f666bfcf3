package dev.morgana.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What nobody outside can know: it differs from boot to boot, and there are no random numbers without a source of them. A test's name begins with its row of the table in
/// `docs/security.md`; copies of a machine are `CopiesTest`.
final class UnpredictabilityTest {
    private static final int BOOTS = 12;
    private static final int MANY_BOOTS = 1000;

    /// The random bits of each place's address: `machine/src/main/c/pvh/layout.h`.
    private static final Map<String, Integer> PLACES =
            Map.of("heap", 26, "object", 26, "block", 28, "stack", 28, "other", 28);

    /// What chance may bring about, for each kind of number, in one of so many runs.
    private static final double RUNS = 3000;

    /// Most of a number's random bits that are the same in ten boots: with as many as 32 bits, chance leaves more in one run of two millions.
    private static final int SAME_BITS = 3;

    private static final Pattern PLACE =
            Pattern.compile("(heap|object|block|stack|other) ([0-9a-f]+)");
    private static final Pattern RANDOM = Pattern.compile("random ([0-9a-f]{64})");

    @TempDir Path directory;

    @Test
    @DisplayName(
            "rows 7 and 8: addresses, random numbers and what goes into frames differ at each boot")
    void boots() throws Exception {
        boots(BOOTS);
    }

    @Test
    @Tag("soak")
    @DisplayName("rows 7 and 8: the same, over a thousand boots")
    void manyBoots() throws Exception {
        boots(MANY_BOOTS);
    }

    private void boots(int count) throws Exception {
        Map<String, List<Long>> places = new TreeMap<>();
        List<String> random = new ArrayList<>();
        List<Opening> openings = new ArrayList<>();
        Path capture = directory.resolve("capture");
        for (int boot = 0; boot < count; boot++) {
            Transcript ended = Guest.usual().withNetwork(capture).run("unpredictable", "10.0.2.2");
            ended.assertStatus(0);
            Matcher place = PLACE.matcher(ended.out());
            while (place.find()) {
                places.computeIfAbsent(place.group(1), _ -> new ArrayList<>())
                        .add(Long.parseUnsignedLong(place.group(2), 16));
            }
            Matcher bytes = RANDOM.matcher(ended.out());
            assertTrue(bytes.find(), ended::toString);
            random.add(bytes.group(1));
            // The machine does not wait until its questions have been sent: they may be late.
            Opening.of(Capture.frames(capture)).ifPresent(openings::add);
            Files.delete(capture);
        }
        assertTrue(
                openings.size() >= count * 9 / 10,
                () -> "frames of all kinds in " + openings.size() + " boots only");
        PLACES.forEach(
                (name, bits) -> assertScattered(name, places.getOrDefault(name, List.of()), bits));
        assertEquals(random.size(), new HashSet<>(random).size(), "SecureRandom");
        assertScattered("sequence number", openings.stream().map(Opening::sequence).toList(), 32);
        assertScattered(
                "DHCP transaction", openings.stream().map(Opening::transaction).toList(), 32);
        assertScattered("DNS identifier", openings.stream().map(Opening::identifier).toList(), 16);
        assertScattered("DNS port", openings.stream().map(Opening::port).toList(), 14);
    }

    /// All different but for what chance allows, each bit another one now and then, and not a counter in disguise: the differences differ too.
    private static void assertScattered(String name, List<Long> values, int bits) {
        long changed = 0;
        Set<Long> differences = new HashSet<>();
        for (int i = 1; i < values.size(); i++) {
            changed |= values.get(i) ^ values.get(i - 1);
            differences.add(values.get(i) - values.get(i - 1));
        }
        assertTrue(Long.bitCount(changed) >= bits - SAME_BITS, () -> name + ": " + values);
        int fewest = values.size() - repeats(values.size(), bits);
        assertTrue(new HashSet<>(values).size() >= fewest, () -> name + ": " + values);
        assertTrue(differences.size() >= fewest - 1, () -> name + ": " + values);
    }

    /// How often one of so many numbers may be an earlier one again: chance repeats more in less than one of [#RUNS] runs. The repeats of `count` numbers that are equally
    /// likely are Poisson's, `count * (count - 1) / 2 / 2^bits` on the average.
    ///
    /// Of twelve boots it allows one to the two numbers of DNS, none to all others, and for all of them together is wrong in one of 60,000 runs; of a thousand, one to an
    /// address, none to numbers of 32 bits, and is wrong in one of 1,000.
    private static int repeats(int count, int bits) {
        double average = count * (count - 1) / 2.0 / (1L << bits);
        double exactly = Math.exp(-average);
        double more = 1 - exactly;
        int repeats = 0;
        while (more > 1 / RUNS) {
            repeats++;
            exactly *= average / repeats;
            more -= exactly;
        }
        return repeats;
    }

    @Test
    @Tag("soak")
    @DisplayName("row 8: a server's random numbers and keys of TLS differ at each boot")
    void manyServers() throws Exception {
        Guest server = Guest.usual().of("examples/https").booted("net.ipv4=10.0.2.15/24");
        byte[] greeting = ServerHello.greeting();
        Set<String> random = new HashSet<>();
        Set<String> keys = new HashSet<>();
        for (int boot = 0; boot < MANY_BOOTS; boot++) {
            int port = Host.freePort();
            try (Session session = server.withForward(port, 8443).start()) {
                session.awaitOut("listening on port 8443");
                ServerHello answer = ServerHello.to(greeting, port);
                random.add(answer.random());
                keys.add(answer.rest());
            }
        }
        assertEquals(MANY_BOOTS, random.size());
        assertEquals(MANY_BOOTS, keys.size());
    }

    /// What C functions leave below their return addresses and look at before they use them. A string cannot contain its zero octet, and so not go on behind it.
    @ParameterizedTest
    @EnumSource
    @DisplayName("row 6: each start has another value that guards the stacks of C code")
    void stackGuards(Where where) throws Exception {
        long one = stackGuard(where);
        long other = stackGuard(where);
        assertNotEquals(one, other);
        assertEquals(0, (one | other) & 0xff);
    }

    private static long stackGuard(Where where) throws Exception {
        where.build(Morgana.PROBE);
        String symbol =
                Files.readAllLines(Path.of(where.image(Morgana.PROBE) + ".symbols")).stream()
                        .filter(line -> line.endsWith(" __stack_chk_guard"))
                        .findFirst()
                        .orElseThrow();
        String told = where.probe("read", "0x" + symbol.split(" ", 2)[0]).assertStatus(0).out();
        return Long.parseLong(told.lines().toList().getLast());
    }

    @Test
    @DisplayName("row 7: each program has another address of its code")
    void builds() throws Exception {
        Set<Long> bases = new HashSet<>();
        for (String program : List.of(Morgana.PROBE, "examples/hello", "examples/web")) {
            Morgana.build(program);
            bases.add(
                    Segment.of(Morgana.image(program)).stream()
                            .filter(segment -> segment.isLow() && segment.executable())
                            .mapToLong(Segment::address)
                            .min()
                            .orElseThrow());
        }
        // One of 1,024 pages each: that three images share one is no matter of chance.
        assertTrue(bases.size() > 1, bases::toString);
    }

    @Test
    @DisplayName("row 8: either source of random numbers is enough")
    void oneSource() throws Exception {
        Set<String> keys = new HashSet<>();
        for (Guest guest : List.of(Guest.withProcessorOnly(), Guest.withDeviceOnly())) {
            Transcript ended = guest.run("keys", "3").assertStatus(0);
            keys.addAll(ended.out().lines().toList());
        }
        assertEquals(6, keys.size(), keys::toString);
    }

    @Test
    @DisplayName("row 8: without a source there are no random numbers, and the message says why")
    void noSource() throws Exception {
        for (String[] words : new String[][] {{"keys", "1"}, {"server-without-keys"}}) {
            Transcript ended = Guest.withoutSource().run(words).assertStatus(1);
            ended.assertOutContains(
                    "no source of random numbers: the CPU has neither RDSEED nor RDRAND, and there is no virtio-rng device");
        }
    }

    @Test
    @DisplayName("row 8: a source that never answers is not waited for without an end")
    void silentSource() throws Exception {
        Guest.withoutSource()
                .with(List.of("-chardev", "null,id=silent"))
                .with(List.of("-object", "rng-egd,id=egd,chardev=silent"))
                .with(List.of("-device", "virtio-rng-device,rng=egd"))
                .run("keys", "1")
                .assertStatus(1)
                .assertOutContains("the virtio-rng device gave nothing for ");
    }
}
