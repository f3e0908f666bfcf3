package dev.morgana.system;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// What a program does not reach, or its configuration class rules out, has no code in the image. The bytes of each part are held to the
/// table in `docs/specialisation.md`, which `-Dspecialisation.write` writes anew.
final class SpecialisationTest {
    private static final String INSIDE = "system-tests/programs/Inside.java";
    private static final Path TABLE = Morgana.ROOT.resolve("docs/specialisation.md");
    private static final boolean WRITE = System.getProperty("specialisation.write") != null;

    /// So that not each small change touches the table, the bytes of a part may differ from it by this share of them, and what a small
    /// method has.
    private static final double TOLERANCE = 0.1;

    private static final long SMALL = 1000;

    /// A part of the system.
    ///
    /// @param symbols what the names of its code begin with
    /// @param essential what follows in the name of the class without which there is none of it
    record Part(String name, String symbols, String essential) {
        boolean isIn(List<String> lines) {
            return lines.stream().anyMatch(line -> line.contains(" " + symbols + essential));
        }

        /// The bytes of its code.
        long bytes(List<String> lines) {
            return lines.stream()
                    .map(line -> line.split(" ", 3))
                    .filter(words -> words[2].startsWith(symbols))
                    .mapToLong(words -> Long.parseLong(words[1], 16))
                    .sum();
        }
    }

    /// In the order of the table's columns.
    private static final List<Part> PARTS =
            List.of(
                    new Part("tcp", "dev.morgana.net.tcp.", "TcpLayer."),
                    new Part("udp", "dev.morgana.net.udp.", "UdpLayer."),
                    new Part("dns", "dev.morgana.net.dns.", "DnsResolver."),
                    new Part("dhcp", "dev.morgana.net.dhcp.", "DhcpClient."),
                    new Part("ip", "dev.morgana.net.ip.", "Ipv4Layer."),
                    new Part("card", "dev.morgana.virtio.VirtioNetwork", "."),
                    new Part("rng", "dev.morgana.virtio.VirtioEntropy", "."),
                    new Part("input", "dev.morgana.virtio.VirtioConsole", "."),
                    new Part("tls", "sun.security.ssl.", "SSLEngineImpl."));

    /// The functions of an image, as lines of address, size and name.
    private static List<String> symbols(String application) throws Exception {
        Morgana.build(application);
        return Files.readAllLines(Path.of(Morgana.image(application) + ".symbols"));
    }

    @ParameterizedTest
    @CsvSource({
        // A fixed address and no name servers: no DHCP, no DNS, and none of the transport that the
        // program does not use, here TCP.
        "system-tests/programs/Datagrams.java, udp ip card rng",
        // The same with a web server, which uses no UDP.
        "examples/greeter, tcp ip card rng",
        // No card, no input, and random numbers from the CPU only.
        "system-tests/programs/Inside.java, tcp ip",
        // DHCP on one of the cards, which may bring name servers.
        "system-tests/programs/TwoCards.java, tcp udp dns dhcp ip card rng",
        "examples/hello, ''",
        "examples/web, tcp udp dns dhcp ip card rng",
        "examples/https, tcp udp dns dhcp ip card rng tls",
        // It reads standard input, as Inside does, on a machine that has one.
        "system-tests/probe, tcp udp dns dhcp ip card rng input"
    })
    void whatTheMachineRulesOutIsNotInTheImage(String application, String parts) throws Exception {
        List<String> symbols = symbols(application);
        assertEquals(
                parts,
                PARTS.stream()
                        .filter(part -> part.isIn(symbols))
                        .map(Part::name)
                        .collect(Collectors.joining(" ")));
    }

    /// The rows of the table, from the link to the program on.
    static List<String> rows() throws IOException {
        return Files.readAllLines(TABLE).stream()
                .filter(line -> line.startsWith("| [") && line.contains("](../"))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void theBytesAreThoseOfTheTable(String row) throws Exception {
        String application = row.replaceAll("^\\| \\[\\w+]\\(\\.\\./([^)]+)\\).*", "$1");
        List<String> symbols = symbols(application);
        List<Long> measured = PARTS.stream().map(part -> part.bytes(symbols)).toList();
        if (WRITE) {
            write(row, measured);
            return;
        }
        String[] cells = row.split("\\s*\\|\\s*", -1);
        List<String> wrong = new ArrayList<>();
        for (int i = 0; i < PARTS.size(); i++) {
            long expected = Long.parseLong(cells[i + 3].replace(",", ""));
            long bytes = measured.get(i);
            if (Math.abs(bytes - expected) > tolerated(expected)) {
                wrong.add(PARTS.get(i).name() + " has " + bytes + " bytes, not " + expected);
            }
        }
        assertEquals(List.of(), wrong, row);
    }

    /// By how much the bytes of a part may differ from those of the table: by none where there is nothing of it.
    private static double tolerated(long expected) {
        return expected == 0 ? 0 : SMALL + TOLERANCE * expected;
    }

    private static void write(String row, List<Long> measured) throws IOException {
        String[] cells = row.split(" \\| ", -1);
        String written =
                cells[0]
                        + " | "
                        + cells[1]
                        + measured.stream()
                                .map(bytes -> String.format(Locale.ROOT, " | %,d", bytes))
                                .collect(Collectors.joining())
                        + " |";
        Files.writeString(TABLE, Files.readString(TABLE).replace(row, written));
    }

    /// What a fixed property rules out is not even known to the analysis.
    @ParameterizedTest
    @CsvSource({"Audit, 64", "Full, 64", "Trace, 0"})
    void aFixedPropertyIsAConstant(String type, int status) throws Exception {
        Morgana.build(INSIDE);
        Morgana.run("why", Morgana.image(INSIDE).toString(), type).assertStatus(status);
    }
}
