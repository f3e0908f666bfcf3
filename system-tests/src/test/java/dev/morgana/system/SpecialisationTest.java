package dev.morgana.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a program does not reach, or its configuration class rules out, has no code in the image. `docs/specialisation.md` has the bytes.
final class SpecialisationTest {
    private static final Path IMAGES = Morgana.ROOT.resolve("system-tests/target");

    /// The class without which there is none of each part.
    private static final Map<String, String> PARTS =
            new TreeMap<>(
                    Map.of(
                            "tcp", "dev.morgana.net.tcp.TcpLayer.",
                            "udp", "dev.morgana.net.udp.UdpLayer.",
                            "dns", "dev.morgana.net.dns.DnsResolver.",
                            "dhcp", "dev.morgana.net.dhcp.DhcpClient.",
                            "input", "dev.morgana.virtio.VirtioConsole.",
                            "rng", "dev.morgana.virtio.VirtioEntropy.",
                            "ip", "dev.morgana.net.ip.Ipv4Layer.",
                            "card", "dev.morgana.virtio.VirtioNetwork.",
                            "tls", "sun.security.ssl.SSLEngineImpl."));

    /// The parts of which an image has code.
    private static String parts(Path image) throws IOException {
        List<String> symbols = Files.readAllLines(Path.of(image + ".symbols"));
        return String.join(
                " ",
                PARTS.entrySet().stream()
                        .filter(part ->
                                symbols.stream()
                                        .anyMatch(line -> line.contains(" " + part.getValue())))
                        .map(Map.Entry::getKey)
                        .toList());
    }

    /// Builds a program of `system-tests/programs` in little time.
    private static Path quick(String program) throws IOException, InterruptedException {
        Files.createDirectories(IMAGES);
        Path image = IMAGES.resolve(program + ".elf");
        Morgana.run(
                        "build",
                        "system-tests/programs/" + program + ".java",
                        "--quick",
                        "-o",
                        image.toString())
                .assertStatus(0);
        return image;
    }

    @ParameterizedTest
    @CsvSource({
        // A fixed address and no name servers: no DHCP, no DNS, and none of the transport that the
        // program does not use.
        "Datagrams, card ip rng udp",
        "Streams, card ip rng tcp",
        // DHCP on one of the cards, which may bring name servers.
        "TwoCards, card dhcp dns ip rng tcp udp",
    })
    void whatTheMachineRulesOutIsNotInTheImage(String program, String parts) throws Exception {
        assertEquals(parts, parts(quick(program)));
    }

    @Test
    @Tag("soak")
    void aMachineWithoutCardHasNoDriverAndItsSocketsReachItself() throws Exception {
        assertEquals("ip tcp", parts(quick("Inside")));
        Morgana.run("run", "system-tests/programs/Inside.java", "--quick")
                .assertStatus(0)
                .assertOut("input -1\nheap 20\nhello, myself\n");
    }

    @Test
    void anExampleHasWhatItUses() throws Exception {
        Morgana.build("examples/hello");
        Morgana.build("examples/web");
        assertEquals("", parts(Morgana.image("examples/hello")));
        assertEquals("card dhcp dns ip rng tcp udp", parts(Morgana.image("examples/web")));
    }

    @Test
    void onlyAProgramWithTlsHasTls() throws Exception {
        Morgana.build("examples/https");
        String parts = parts(Morgana.image("examples/https"));
        assertTrue(parts.contains("tls"), parts);
    }
}
