package dev.morgana.system;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// A booted image and Linux's own TCP/IP on one wire, inside of a network namespace.
final class LinuxPeerTest {
    private static final String ADDRESS = "net.ipv4=10.1.0.1/24";

    /// Most text in a segment: what Ethernet takes without the headers of IPv4 and TCP.
    private static final int SEGMENT = 1460;

    private static final int LARGEST_FRAME = 1514;

    /// Of the frames that are not lost on a lossy wire, how many come twice, of those how many a third time, and so on, in %.
    private static final int AGAIN = 2;

    /// Two streams in both directions of one connection at once, half-closed by Linux first. Segments go over the wire many at a time.
    @ParameterizedTest
    @EnumSource
    void overTap(Where where) throws Exception {
        try (Namespace linux = Namespace.create()) {
            linux.addTap("tap0");
            try (Session session = boot(linux, where, List.of("--net", "tap:tap0"))) {
                assertIntact(linux.java(StreamPeer.class, "10.1.0.1", "7", "20"));
                session.signal("TERM").end();
                List<Namespace.Carried> carried = linux.carried("tap0");
                assertTrue(
                        carried.stream().allMatch(way -> way.octets() > 20 << 20),
                        carried::toString);
                assertTrue(
                        carried.stream()
                                .anyMatch(way -> way.octets() / way.frames() > LARGEST_FRAME),
                        carried::toString);
            }
        }
    }

    /// What `--pcap` records is what a wire would carry, though Linux and the card leave each other segments otherwise.
    @Test
    void aCaptureOverTapHoldsWholeFrames(@TempDir Path directory) throws Exception {
        Path capture = directory.resolve("tap.pcap");
        try (Namespace linux = Namespace.create()) {
            linux.addTap("tap0");
            List<String> options = List.of("--net", "tap:tap0", "--pcap", capture.toString());
            try (Session session = boot(linux, Where.QEMU, options)) {
                assertIntact(linux.java(StreamPeer.class, "10.1.0.1", "7", "1"));
                session.signal("TERM").end();
            }
        }
        List<byte[]> frames = Capture.frames(capture);
        assertTrue(frames.stream().allMatch(frame -> frame.length <= LARGEST_FRAME), "segments");
        long text = Capture.read(capture).stream().filter(Capture.Kind.TCP::equals).count();
        assertTrue(text > 2 * (1 << 20) / SEGMENT, text + " of " + frames.size());
    }

    /// Over `wirefilter`: frames are lost, come twice and overtake each other, in both directions. What one end has sent and the other received
    /// tells what was lost.
    @ParameterizedTest
    @Tag("soak")
    @Timeout(value = 3, unit = TimeUnit.HOURS)
    @CsvSource({"1, 100", "5, 100", "15, 100"})
    void overALossyWire(int loss, int megabytes, @TempDir Path directory) throws Exception {
        try (Namespace linux = Namespace.create("vde_switch", "wirefilter")) {
            String near = directory.resolve("near").toString();
            String far = directory.resolve("far").toString();
            linux.start("vde_switch", "-s", near, "-x");
            linux.start("vde_switch", "-s", far, "-x", "-t", "tap0");
            awaitSocket(near);
            awaitSocket(far);
            linux.bringUp("tap0");
            linux.start(
                    "wirefilter",
                    "-v",
                    near + ":" + far,
                    "-l",
                    String.valueOf(loss),
                    "-D",
                    String.valueOf(AGAIN),
                    "-d",
                    "1+1",
                    "-N");
            List<String> wire = Morgana.cardOn("vde,id=wire,sock=" + near);
            try (Session session = boot(linux, Where.QEMU, wire)) {
                System.out.printf("%d %% loss: ", loss);
                assertIntact(
                        linux.java(StreamPeer.class, "10.1.0.1", "7", String.valueOf(megabytes)));
                JsonNode image = counters(linux);
                List<Namespace.Carried> ways = linux.carried("tap0");
                long received = image.at("/device/receivedFrames").asLong();
                long sent = image.at("/device/sentFrames").asLong();
                assertLost(loss, "to the image", ways.getLast().frames(), received);
                assertLost(loss, "to Linux", sent, ways.getFirst().frames());
                assertSentAgain(loss, megabytes, "Linux", linux.retransmitted());
                long again = image.at("/tcp/retransmitted").asLong();
                assertSentAgain(loss, megabytes, "the image", again);
                session.signal("TERM").end();
            }
        }
    }

    /// Between a half and twice of what should be: chance alone makes a tenth of 1 % at most, in so many frames.
    private static void assertLost(int loss, String way, long sent, long received) {
        double lost = 100 - (100.0 - AGAIN) * received / sent;
        System.out.printf("%s: %.2f %% of %d frames lost%n", way, lost, sent);
        assertTrue(lost > loss / 2.0 && lost < loss * 2.0, () -> way + ": " + lost + " % lost");
    }

    /// So much text takes that many segments at least. Those that were lost go again, and at a little loss many more that were only overtaken; none of them on and on.
    private static void assertSentAgain(int loss, int megabytes, String who, long again) {
        long segments = ((long) megabytes << 20) / SEGMENT;
        System.out.printf("%s has sent %d of %d segments again%n", who, again, segments);
        assertTrue(again >= segments * loss / 200, who + ": too few");
        assertTrue(again <= segments, who + ": too many");
    }

    /// What the image has counted; it tells that over the same wire.
    private static JsonNode counters(Namespace linux) throws Exception {
        String told = linux.run("timeout", "500", "bash", "-c", "cat < /dev/tcp/10.1.0.1/11");
        return new ObjectMapper().readTree(told);
    }

    private static void assertIntact(String told) {
        System.out.print(told);
        assertTrue(told.startsWith("intact"), told);
    }

    private static void awaitSocket(String directory) throws Exception {
        for (int i = 0; !Files.exists(Path.of(directory, "ctl")); i++) {
            assertTrue(i < 500, "vde_switch does not start");
            Thread.sleep(20);
        }
    }

    private static Session boot(Namespace linux, Where where, List<String> options)
            throws Exception {
        List<String> words = new ArrayList<>(List.of("--boot", ADDRESS));
        words.addAll(options);
        words.addAll(List.of("--", "wire"));
        return linux.morgana(where.words(Morgana.PROBE, words)).awaitOut("ready\n");
    }
}
