package dev.morgana.config.user;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.morgana.config.BootKey;
import dev.morgana.config.ConfigurationException;
import dev.morgana.config.EmbeddedFile;
import dev.morgana.config.Evaluation;
import dev.morgana.config.ImageBudget;
import dev.morgana.config.Machine;
import dev.morgana.config.MemorySize;
import dev.morgana.config.NetworkCard;
import dev.morgana.config.NumberWithoutMeaning;
import dev.morgana.config.SourceLine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Each wrong description is refused with one line: where, what, and how to mend it.
class ConfigurationErrorsTest {
    /// A program.
    static final class Program {
        private Program() {}

        static void main() {}
    }

    private static final String NAME = ConfigurationErrorsTest.class.getName();

    /// Expects the text, in which N stands for the number of another line of this class, and this line of it as the place.
    private static void refused(String text, Supplier<?> wrong) {
        var failure = assertThrows(ConfigurationException.class, wrong::get);
        assertEquals(text, failure.text().replaceAll("(\\.java):\\d+", "$1:N"));
        assertEquals(
                Stream.of(failure.getStackTrace())
                        .filter(frame -> frame.getClassName().equals(NAME))
                        .map(frame ->
                                new SourceLine(
                                        "ConfigurationErrorsTest.java", frame.getLineNumber()))
                        .findFirst(),
                Optional.of(failure.where()));
        assertEquals(failure.where() + ": " + failure.text(), failure.getMessage());
    }

    @Test
    void memoryOfNothing() {
        refused("0 MiB is no amount of memory: from 1 to 1,048,576", () -> MemorySize.mebibytes(0));
    }

    @Test
    void heapThatFillsTheMachine() {
        Machine machine = Machine.running(Program.class).memory(MemorySize.mebibytes(32));
        refused(
                "a heap of 32 MiB is no part of 32 MiB of memory: give the machine more, or the heap less",
                () -> machine.heap(MemorySize.mebibytes(32)));
        Machine other = Machine.running(Program.class).heap(MemorySize.mebibytes(32));
        refused(
                "a heap of 32 MiB is no part of 16 MiB of memory: give the machine more, or the heap less",
                () -> other.memory(MemorySize.mebibytes(16)));
    }

    @Test
    void imageThatIsTooLarge() {
        Machine machine = Machine.running(Program.class).imageAtMost(MemorySize.mebibytes(8));
        ImageBudget budget = machine.imageBudget().orElseThrow();
        budget.check("shop.elf", 8 << 20);
        var failure =
                assertThrows(
                        ConfigurationException.class,
                        () -> budget.check("shop.elf", (8 << 20) + 1000));
        assertEquals(budget.where(), failure.where());
        assertEquals(
                "the image has 8,389,608 bytes, 1,000 more than 8 MiB: write .imageAtMost(MemorySize.mebibytes(9)), or see what they are with morgana inspect shop.elf --treemap bytes.html",
                failure.text());
    }

    @Test
    void classWithoutMain() {
        refused(
                "java.lang.String has no main method: name the class that starts the program",
                () -> Machine.running(String.class));
    }

    @Test
    void nameOfCard() {
        refused(
                "\"LAN 1\" cannot name a network card: take 1 to 15 small letters, digits and hyphens, a letter first",
                () -> NetworkCard.named("LAN 1"));
    }

    @Test
    void addressWithoutPrefix() {
        refused(
                "\"192.0.2.10\" is no address with its prefix: write it as 192.0.2.10/24",
                () -> NetworkCard.named("lan").address("192.0.2.10"));
    }

    @Test
    void addressOfTheNetworkItself() {
        refused(
                "192.0.2.0/24 is not the address of a host in its network: give one between the first and the last",
                () -> NetworkCard.named("lan").address("192.0.2.0/24"));
    }

    @Test
    void addressDecidedTwice() {
        NetworkCard fixed = NetworkCard.named("lan").address("192.0.2.10/24");
        refused(
                "the card \"lan\" has its address already, 192.0.2.10/24 in ConfigurationErrorsTest.java:N: remove one of them",
                () -> fixed.dhcp());
        NetworkCard asked = NetworkCard.named("lan").dhcp();
        refused(
                "the card \"lan\" has its address already, DHCP in ConfigurationErrorsTest.java:N: remove one of them",
                () -> asked.address("192.0.2.10/24"));
    }

    @Test
    void cardOfAMachineWithoutNetwork() {
        Machine none = Machine.running(Program.class).withoutNetwork();
        NetworkCard card = NetworkCard.named("lan");
        refused(
                "the card \"lan\" is in a machine without network: remove it or .withoutNetwork()",
                () -> none.network(card));
        Machine one = Machine.running(Program.class).network(card);
        refused(
                "the machine has the card \"lan\" in ConfigurationErrorsTest.java:N: remove it or .withoutNetwork()",
                () -> one.withoutNetwork());
    }

    @Test
    void gatewayOutsideThePrefix() {
        NetworkCard card = NetworkCard.named("lan").address("192.0.2.10/24");
        refused(
                "the gateway 192.0.3.1 is no other host in the network of 192.0.2.10/24: give one with the same first 24 bits",
                () -> card.gateway("192.0.3.1"));
    }

    @Test
    void gatewayOfCardWithDhcp() {
        NetworkCard card = NetworkCard.named("lan").dhcp();
        refused(
                "the card \"lan\" has no fixed address, and gets its gateway with that: give it one first, as .address(\"192.0.2.10/24\")",
                () -> card.gateway("192.0.2.1"));
    }

    @Test
    void nameServerThatIsNoAddress() {
        NetworkCard card = NetworkCard.named("lan").address("192.0.2.10/24");
        refused(
                "\"dns.example\" is no IPv4 address: write one as 192.0.2.10",
                () -> card.nameServers("dns.example"));
    }

    @Test
    void missingFile(@TempDir Path project) {
        refused(
                "there is no file conf/motd to embed as /etc/motd: relative paths start at "
                        + project,
                () ->
                        Evaluation.of(
                                () ->
                                        Machine.running(Program.class)
                                                .files(file("/etc/motd", "conf/motd")),
                                project));
    }

    private static EmbeddedFile file(String path, String source) {
        return EmbeddedFile.at(path, Path.of(source));
    }

    @Test
    void fileWhereTheMachineWrites() {
        refused(
                "/tmp/x: /tmp, /proc and /sys are made when the machine starts; put the file elsewhere, as /etc/name",
                () -> file("/tmp/x", "pom.xml"));
        refused(
                "/proc/version: /tmp, /proc and /sys are made when the machine starts; put the file elsewhere, as /etc/name",
                () -> file("/proc/version", "pom.xml"));
    }

    @Test
    void fileThatIsAFolder(@TempDir Path project) throws IOException {
        filesRefused(
                "the file \"/etc\" is a folder for \"/etc/motd\" in ConfigurationErrorsTest.java:N: give one of them another name",
                project,
                () ->
                        Machine.running(Program.class)
                                .files(file("/etc/motd", "motd"))
                                .files(file("/etc", "motd")));
    }

    /// Expects `text` of a machine with files made of the one in `project`, `motd`.
    private static void filesRefused(String text, Path project, Supplier<Machine> wrong)
            throws IOException {
        Files.writeString(project.resolve("motd"), "welcome");
        var failure =
                assertThrows(
                        ConfigurationException.class, () -> Evaluation.of(wrong::get, project));
        assertEquals(text, failure.text().replaceAll(":\\d+", ":N"));
    }

    @Test
    void defaultOutsideItsRange() {
        NumberWithoutMeaning port = BootKey.integer("port", 0);
        refused(
                "the default 0 of the boot key \"port\" is not a number from 1 to 65535 inclusive: change one of them",
                () -> port.range(1, 65_535));
    }

    @Test
    void rangeWithoutNumbers() {
        NumberWithoutMeaning port = BootKey.integer("port", 2);
        refused(
                "no number is from 3 to 2, as the boot key \"port\" demands: write the smaller one first",
                () -> port.range(3, 2));
    }

    @Test
    void meaningThatSaysNothing() {
        String text = "the boot key \"fast\" needs a meaning of one line: say what it is for";
        refused(text, () -> BootKey.flag("fast", true).meaning(" "));
        refused(text, () -> BootKey.flag("fast", true).meaning("one\ntwo"));
        refused(text, () -> BootKey.flag("fast", true).meaning("one\n"));
    }

    @Test
    void nameOfTheSystemsOwnKeys() {
        refused(
                "the boot key \"net.ipv4\" begins like one of the system's own: choose a name that does not begin with net. or log. or env. or prop. or machine.",
                () -> BootKey.text("net.ipv4", ""));
    }

    /// What is said of a second card.
    private static String refusal(NetworkCard first, NetworkCard second) {
        Machine machine = Machine.running(Program.class).network(first);
        var failure = assertThrows(ConfigurationException.class, () -> machine.network(second));
        assertEquals(second.where(), failure.where());
        return failure.text().replaceAll(":\\d+", ":N");
    }

    @Test
    void twoCardsOfOneName() {
        assertEquals(
                "the card \"lan\" exists twice, first in ConfigurationErrorsTest.java:N: give one of them another name",
                refusal(NetworkCard.named("lan"), NetworkCard.named("lan").dhcp()));
    }

    @Test
    void twoCardsInOneNetwork() {
        assertEquals(
                "the card \"wan\" is in the network of \"lan\" in ConfigurationErrorsTest.java:N, 192.0.2.10/24: give it an address in another network",
                refusal(
                        NetworkCard.named("lan").address("192.0.2.10/24"),
                        NetworkCard.named("wan").address("192.0.2.130/25")));
    }

    @Test
    void secondCardWithTheKeysOfTheFirst() {
        assertEquals(
                "the card \"net\" is not the first, and its boot keys would begin like the system's own: choose a name other than net, log, env, prop, machine",
                refusal(
                        NetworkCard.named("lan").dhcp(),
                        NetworkCard.named("net").address("192.0.2.10/24")));
    }

    @Test
    void keyThatBeginsLikeThoseOfACard() {
        Machine machine =
                Machine.running(Program.class)
                        .network(NetworkCard.named("lan"))
                        .network(NetworkCard.named("wan").address("192.0.2.10/24"));
        BootKey<Integer> key = BootKey.integer("wan.limit", 1).meaning("most requests");
        var failure = assertThrows(ConfigurationException.class, () -> machine.bootKeys(key));
        assertEquals(
                "the boot key \"wan.limit\" begins like those of the card \"wan\" in ConfigurationErrorsTest.java:N: give one of them another name",
                failure.text().replaceAll(":\\d+", ":N"));
    }

    @Test
    void twoFilesOfOneName(@TempDir Path project) throws IOException {
        filesRefused(
                "the file \"/etc/motd\" exists twice, first in ConfigurationErrorsTest.java:N: give one of them another name",
                project,
                () ->
                        Machine.running(Program.class)
                                .files(file("/etc/motd", "motd"), file("/etc/motd", "motd")));
    }

    @Test
    void twoKeysOfOneName() {
        Machine machine = Machine.running(Program.class);
        var failure =
                assertThrows(
                        ConfigurationException.class,
                        () ->
                                machine.bootKeys(
                                        BootKey.flag("a", true).meaning("one"),
                                        BootKey.text("a", "").meaning("other")));
        assertEquals(
                "the boot key \"a\" exists twice, first in ConfigurationErrorsTest.java:N: give one of them another name",
                failure.text().replaceAll(":\\d+", ":N"));
    }

    @Test
    void keyThatIsFixed() {
        BootKey<Integer> port = BootKey.integer("port", 80).meaning("TCP port");
        String text = "port is a fixed property and a boot key: remove one of them";
        Machine fixed = Machine.running(Program.class).property("port", "81");
        refused(text, () -> fixed.bootKeys(port));
        Machine keyed = Machine.running(Program.class).bootKeys(port);
        refused(text, () -> keyed.property("port", "81"));
    }

    @Test
    void propertyOfTwoValues() {
        Machine machine = Machine.running(Program.class).property("motd", "/etc/motd");
        refused(
                "the property \"motd\" is \"/etc/motd\" already: remove one of them",
                () -> machine.property("motd", "/etc/issue"));
    }

    @Test
    void propertyThatAnotherCallDecides() {
        Machine machine = Machine.running(Program.class).timeZone(ZoneId.of("Europe/Berlin"));
        refused(
                "the property \"user.timezone\" follows from another call: write .timeZone(ZoneId.of(\"Europe/Vienna\")) instead",
                () -> machine.property("user.timezone", "Asia/Tokyo"));
        for (String name : List.of("user.language", "user.country", "user.variant.format")) {
            refused(
                    "the property \"%s\" follows from another call: write .locale(Locale.of(\"de\", \"AT\")) instead"
                            .formatted(name),
                    () -> machine.property(name, "de"));
        }
        assertEquals(Map.of("user.name", "ada"), machine.property("user.name", "ada").properties());
    }
}
