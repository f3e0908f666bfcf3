package dev.morgana.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.morgana.launch.ExitStatus;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Transcripts of what the tool says to a program whose configuration class is wrong: where, what, and how to mend it.
final class ConfigurationErrorsTest {
    @TempDir private Path directory = Path.of("");

    /// Builds a program with the configuration `machine`, whose first line is the fifth of the file, and expects `text` of the tool.
    private void assertRefused(String text, String machine) throws IOException {
        Path source =
                Files.writeString(
                        directory.resolve("Shop.java"),
                        """
                        import dev.morgana.config.*;
                        class Shop { static void main() {} }
                        class ShopMachine implements Configuration {
                            public Machine machine() { return Machine
                        %s;
                            }
                        }
                        """
                                .formatted(machine.stripTrailing().indent(8).stripTrailing()));
        var out = new ByteArrayOutputStream();
        var terminal = new Terminal(new PrintStream(out, true, StandardCharsets.UTF_8), false);
        int status = Morgana.execute(new String[] {"build", source.toString()}, terminal);
        assertEquals(
                text + "morgana: (status 126 is the tool's, not the program's)\n",
                out.toString(StandardCharsets.UTF_8));
        assertEquals(ExitStatus.NOT_BUILT, status);
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
                morgana: %1$s does not compile: see above
                """
                        .formatted(directory.resolve("Shop.java")),
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
    void valueThatABootKeyDoesNotTake() throws IOException {
        assertRefused(
                "morgana: Shop.java:6: the default 0 of the boot key \"port\" is not a number from 1 to 65535: change one of them\n",
                """
                .running(Shop.class)
                .bootKeys(BootKey.integer("port", 0).range(1, 65_535))
                """);
    }
}
