package dev.morgana.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.morgana.launch.ExitStatus;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Transcripts of what the tool says to a program whose configuration class is wrong: where, what, and how to mend it.
final class ConfigurationErrorsTest {
    @TempDir private Path directory = Path.of("");

    /// Builds a program with the configuration `machine`, whose first line is the fifth of the file, and expects `text` of the tool.
    private void assertRefused(String text, String machine) throws IOException {
        assertRefused(text, "", machine);
    }

    /// The same of a program whose configuration class has `field` in its fourth line.
    private void assertRefused(String text, String field, String machine) throws IOException {
        write(field, machine);
        assertEquals(
                text + "morgana: (status 126 is the tool's, not the program's)\n",
                said(ExitStatus.NOT_BUILT));
    }

    private Path source() {
        return directory.resolve("Shop.java");
    }

    private void write(String field, String machine) throws IOException {
        Files.writeString(
                source(),
                """
                import dev.morgana.config.*;
                class Shop { static void main() {} }
                class ShopMachine implements Configuration {
                %s    public Machine machine() { return Machine
                %s;
                    }
                }
                """
                        .formatted(field, machine.stripTrailing().indent(8).stripTrailing()));
    }

    /// What the tool says when it builds the program with `options` and ends with `status`.
    private String said(int status, String... options) {
        var out = new ByteArrayOutputStream();
        var terminal = new Terminal(new PrintStream(out, true, StandardCharsets.UTF_8), false);
        var words = Stream.concat(Stream.of("build", source().toString()), Stream.of(options));
        assertEquals(status, Morgana.execute(words.toArray(String[]::new), terminal));
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void wrongType() throws IOException {
        assertRefused(
                """
                %1$s:6: error: incompatible types: int cannot be converted to MemorySize
                        .memory(64);
                                ^
                Note: Some messages have been simplified; recompile with -Xdiags:verbose to get full output
                1 error
                morgana: Shop.java:6: incompatible types: int cannot be converted to MemorySize: mend that line; the compiler says more above
                """
                        .formatted(source()),
                """
                .running(Shop.class)
                .memory(64)
                """);
    }

    @Test
    void missingFile() throws IOException {
        assertRefused(
                "morgana: Shop.java:6: there is no file conf/motd to embed as /etc/motd: relative paths start at %s\n"
                        .formatted(Path.of("").toAbsolutePath()),
                """
                .running(Shop.class)
                .files(EmbeddedFile.at("/etc/motd", java.nio.file.Path.of("conf/motd")))
                """);
    }

    @Test
    void twoDevicesOfOneName() throws IOException {
        assertRefused(
                "morgana: Shop.java:7: the card \"lan\" exists twice, first in Shop.java:6: give one of them another name\n",
                """
                .running(Shop.class)
                .network(NetworkCard.named("lan"))
                .network(NetworkCard.named("lan").dhcp())
                """);
    }

    @Test
    void twoCardsInOneNetwork() throws IOException {
        assertRefused(
                "morgana: Shop.java:7: the card \"back\" is in the network of \"lan\" in Shop.java:6, 192.0.2.10/24: give it an address in another network\n",
                """
                .running(Shop.class)
                .network(NetworkCard.named("lan").address("192.0.2.10/24"))
                .network(NetworkCard.named("back").address("192.0.2.11/24"))
                """);
    }

    @Test
    void heapThatFillsTheMachine() throws IOException {
        assertRefused(
                "morgana: Shop.java:7: a heap of 64 MiB is no part of 32 MiB of memory: give the machine more, or the heap less\n",
                """
                .running(Shop.class)
                .memory(MemorySize.mebibytes(32))
                .heap(MemorySize.mebibytes(64))
                """);
    }

    @Test
    void addressOutsideThePrefix() throws IOException {
        assertRefused(
                "morgana: Shop.java:8: the gateway 192.0.3.1 is no other host in the network of 192.0.2.10/24: give one with the same first 24 bits\n",
                """
                .running(Shop.class)
                .network(NetworkCard.named("lan")
                        .address("192.0.2.10/24")
                        .gateway("192.0.3.1"))
                """);
    }

    @Test
    void classWithoutMain() throws IOException {
        assertRefused(
                "morgana: Shop.java:5: ShopMachine has no main method: name the class that starts the program\n",
                """
                .running(ShopMachine.class)
                """);
    }

    @Test
    void unknownMainClassInTheConfiguration() throws IOException {
        assertRefused(
                """
                %1$s:5: error: cannot find symbol
                        .running(Shopp.class);
                                 ^
                  symbol:   class Shopp
                  location: class ShopMachine
                1 error
                morgana: Shop.java:5: cannot find symbol: class Shopp: mend that line; the compiler says more above
                """
                        .formatted(source()),
                """
                .running(Shopp.class)
                """);
    }

    @Test
    void unknownMainClass() throws IOException {
        write("", ".running(Shop.class)");
        assertEquals(
                """
                morgana: --main-class: there is no class Shopp on the program's class path: name Shop
                morgana: (status 64 is the tool's, not the program's)
                """,
                said(ExitStatus.USAGE, "--main-class", "Shopp"));
    }

    @Test
    void valueThatABootKeyDoesNotTake() throws IOException {
        String refusal =
                "the default 0 of the boot key \"port\" is not a number from 1 to 65535 inclusive: change one of them\n";
        assertRefused(
                "morgana: Shop.java:6: " + refusal,
                """
                .running(Shop.class)
                .bootKeys(BootKey.integer("port", 0).range(1, 65_535).meaning("TCP port"))
                """);
        assertRefused(
                "morgana: Shop.java:4: " + refusal,
                "    static final BootKey<Integer> PORT = BootKey.integer(\"port\", 0).range(1, 65_535).meaning(\"TCP port\");\n",
                """
                .running(Shop.class)
                .bootKeys(PORT)
                """);
    }

    @Test
    void keyThatIsAlsoFixed() throws IOException {
        assertRefused(
                "morgana: Shop.java:7: port is a fixed property and a boot key: remove one of them\n",
                """
                .running(Shop.class)
                .bootKeys(BootKey.integer("port", 80).meaning("TCP port"))
                .property("port", "81")
                """);
    }

    @Test
    void keyWithoutMeaning() throws IOException {
        String wrong =
                "incompatible types: NumberWithoutMeaning cannot be converted to BootKey<Integer>";
        assertRefused(
                """
                %1$s:4: error: %2$s
                    static final BootKey<Integer> PORT = BootKey.integer("port", 80);
                                                                        ^
                1 error
                morgana: Shop.java:4: %2$s: mend that line; the compiler says more above
                """
                        .formatted(source(), wrong),
                "    static final BootKey<Integer> PORT = BootKey.integer(\"port\", 80);\n",
                """
                .running(Shop.class)
                .bootKeys(PORT)
                """);
        assertRefused(
                "morgana: Shop.java:6: the boot key \"port\" needs a meaning of one line: say what it is for\n",
                """
                .running(Shop.class)
                .bootKeys(BootKey.integer("port", 80).meaning(""))
                """);
    }

    @Test
    void propertyThatAnotherCallDecides() throws IOException {
        assertRefused(
                "morgana: Shop.java:6: the property \"user.timezone\" follows from another call: write .timeZone(ZoneId.of(\"Europe/Vienna\")) instead\n",
                """
                .running(Shop.class)
                .property("user.timezone", "Asia/Tokyo")
                """);
    }

    @Test
    void rangeThatNoIntHas() throws IOException {
        assertRefused(
                """
                %1$s:6: error: incompatible types: possible lossy conversion from long to int
                        .bootKeys(BootKey.integer("n", 0).range(0, 1L << 40).meaning("a number"));
                                                                      ^
                Note: Some messages have been simplified; recompile with -Xdiags:verbose to get full output
                1 error
                morgana: Shop.java:6: incompatible types: possible lossy conversion from long to int: mend that line; the compiler says more above
                """
                        .formatted(source()),
                """
                .running(Shop.class)
                .bootKeys(BootKey.integer("n", 0).range(0, 1L << 40).meaning("a number"))
                """);
    }
}
