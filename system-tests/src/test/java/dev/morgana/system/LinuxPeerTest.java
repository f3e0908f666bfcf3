package dev.morgana.system;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// A booted image and Linux's own TCP/IP on one wire, inside of a network namespace.
final class LinuxPeerTest {
    private static final String ADDRESS = "net.ipv4=10.1.0.1/24";

    /// Two streams in both directions of one connection at once, half-closed by Linux first.
    @ParameterizedTest
    @EnumSource
    void overTap(Where where) throws Exception {
        try (Namespace linux = Namespace.create()) {
            linux.addTap("tap0");
            try (Session session = boot(linux, where, List.of("--net", "tap:tap0"))) {
                assertIntact(linux.java(StreamPeer.class, "10.1.0.1", "7", "20"));
                session.signal("TERM").end();
            }
        }
    }

    /// Over `wirefilter`: frames are lost, come twice and overtake each other, in both directions.
    @ParameterizedTest
    @Tag("soak")
    @CsvSource({"1, 100", "5, 100", "15, 30"})
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
                    "2",
                    "-d",
                    "1+1",
                    "-N");
            List<String> wire =
                    List.of(
                            "--net",
                            "none",
                            "--qemu",
                            "-netdev",
                            "--qemu",
                            "vde,id=wire,sock=" + near,
                            "--qemu",
                            "-device",
                            "--qemu",
                            "virtio-net-device,netdev=wire");
            try (Session session = boot(linux, Where.QEMU, wire)) {
                System.out.printf("%d %% loss: ", loss);
                assertIntact(
                        linux.java(StreamPeer.class, "10.1.0.1", "7", String.valueOf(megabytes)));
                session.signal("TERM").end();
            }
        }
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
