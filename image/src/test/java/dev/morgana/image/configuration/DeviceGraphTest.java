package dev.morgana.image.configuration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.morgana.config.Console;
import dev.morgana.config.Entropy;
import dev.morgana.config.Machine;
import dev.morgana.config.MemorySize;
import dev.morgana.config.NetworkCard;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

/// The picture of a machine names what the machine has, and nothing else.
class DeviceGraphTest {
    /// A program.
    static final class Program {
        private Program() {}

        static void main() {}
    }

    private static final DeviceGraph GRAPH =
            DeviceGraph.of(
                    Machine.running(Program.class)
                            .network(NetworkCard.named("lan").address("192.0.2.10/24")));

    @Test
    void text() {
        assertEquals(
                """
                %s (64 MiB)
                ├─ TCP
                │  └─ IPv4 (ARP, ICMP)
                │     └─ lan (virtio-net, 192.0.2.10/24)
                ├─ UDP
                │  └─ IPv4 (ARP, ICMP)
                │     └─ lan (virtio-net, 192.0.2.10/24)
                ├─ standard streams
                │  ├─ serial ports (16550)
                │  └─ virtio-console (System.in)
                ├─ SecureRandom (ChaCha20)
                │  ├─ CPU (TSC, RDSEED, RDRAND)
                │  └─ virtio-rng
                ├─ files (/tmp in memory)
                ├─ clock (UTC)
                │  ├─ CPU (TSC, RDSEED, RDRAND)
                │  └─ RTC (or kvm-clock)
                ├─ locale (en-US)
                └─ System.Logger (from INFO on)
                """
                        .formatted(Program.class.getName()),
                GRAPH.text());
    }

    @Test
    void everyKind() {
        Machine machine =
                Machine.running(Program.class)
                        .arguments("a", "b")
                        .memory(MemorySize.mebibytes(32))
                        .heap(MemorySize.mebibytes(16))
                        .network(NetworkCard.named("lan").dhcp())
                        .network(NetworkCard.named("back").address("10.9.0.1/24"))
                        .console(Console.OUTPUT)
                        .entropy(Entropy.CPU)
                        .timeZone(ZoneId.of("Europe/Vienna"))
                        .locale(Locale.GERMANY)
                        .locales(Locale.FRENCH, Locale.JAPAN)
                        .logging(System.Logger.Level.WARNING);
        assertEquals(
                """
                %s (a b, 32 MiB, heap of 16 MiB)
                ├─ TCP
                │  └─ IPv4 (ARP, ICMP)
                │     ├─ lan (virtio-net, DHCP)
                │     └─ back (virtio-net, 10.9.0.1/24)
                ├─ UDP (with DNS)
                │  └─ IPv4 (ARP, ICMP)
                │     ├─ lan (virtio-net, DHCP)
                │     └─ back (virtio-net, 10.9.0.1/24)
                ├─ standard streams (no input)
                │  └─ serial ports (16550)
                ├─ SecureRandom (ChaCha20)
                │  └─ CPU (TSC, RDSEED, RDRAND)
                ├─ files (/tmp in memory)
                ├─ clock (Europe/Vienna)
                │  ├─ CPU (TSC, RDSEED, RDRAND)
                │  └─ RTC (or kvm-clock)
                ├─ locale (de-DE, fr, ja-JP)
                └─ System.Logger (from WARNING on)
                """
                        .formatted(Program.class.getName()),
                DeviceGraph.of(machine).text());
    }

    @Test
    void theBuilderIsToldOfItsLocales() {
        Machine machine = Machine.running(Program.class).locales(Locale.FRENCH);
        assertEquals(List.of("-H:IncludeLocales=fr"), Settings.of(machine).builderOptions());
        assertEquals(
                List.of("-H:IncludeLocales=fr,de-AT"),
                Settings.of(machine.locale(Locale.of("de", "AT"))).builderOptions());
        assertEquals(List.of(), Settings.of(Machine.running(Program.class)).builderOptions());
    }

    @Test
    void picture() throws Exception {
        var svg =
                DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(
                                new ByteArrayInputStream(
                                        GRAPH.svg().getBytes(StandardCharsets.UTF_8)));
        assertEquals("svg", svg.getDocumentElement().getNodeName());
        Set<String> texts = new HashSet<>();
        var nodes = svg.getElementsByTagName("text");
        for (int i = 0; i < nodes.getLength(); i++) {
            texts.add(nodes.item(i).getTextContent());
        }
        Set<String> devices =
                Set.of("lan", "serial ports", "virtio-console", "CPU", "virtio-rng", "RTC");
        assertTrue(texts.containsAll(devices), texts::toString);
        assertTrue(texts.containsAll(Set.of("UDP", "TCP", "IPv4")), texts::toString);
        assertEquals(GRAPH.edges().size(), svg.getElementsByTagName("path").getLength());
        assertBoxesAreApart(svg.getElementsByTagName("rect"));
    }

    /// No two boxes of one layer overlap, and none leaves the picture to the left.
    private static void assertBoxesAreApart(org.w3c.dom.NodeList boxes) {
        for (int i = 1; i < boxes.getLength(); i++) {
            Element one = (Element) boxes.item(i);
            assertTrue(number(one, "x") >= 0);
            for (int j = i + 1; j < boxes.getLength(); j++) {
                Element other = (Element) boxes.item(j);
                boolean apart =
                        number(one, "y") != number(other, "y")
                                || number(one, "x") + number(one, "width") < number(other, "x");
                assertTrue(apart, i + " and " + j);
            }
        }
    }

    private static double number(Element box, String name) {
        return Double.parseDouble(box.getAttribute(name));
    }
}
