package dev.morgana.config.user;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.morgana.config.Addressing;
import dev.morgana.config.BootKey;
import dev.morgana.config.BootType;
import dev.morgana.config.EmbeddedFile;
import dev.morgana.config.Evaluation;
import dev.morgana.config.Machine;
import dev.morgana.config.MemorySize;
import dev.morgana.config.NetworkCard;
import dev.morgana.wire.Ipv4Address;
import dev.morgana.wire.Ipv4Prefix;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A description is a value: each method gives a changed copy, and what was not said has its default.
class MachineTest {
    /// A program whose `main` is an instance method.
    static class Program {
        void main() {}
    }

    @Test
    void defaults() {
        Machine machine = Machine.running(Program.class);
        assertEquals(MemorySize.mebibytes(64), machine.memory());
        assertEquals(Optional.empty(), machine.cards());
        assertEquals(System.Logger.Level.INFO, machine.logging());
        assertEquals(List.of(), machine.bootKeys());
    }

    @Test
    void copies() {
        Machine plain = Machine.running(Program.class);
        Machine changed =
                plain.memory(MemorySize.mebibytes(16))
                        .withoutNetwork()
                        .property("a", "b")
                        .arguments("x", "y");
        assertEquals(Optional.empty(), plain.cards());
        assertEquals(Optional.of(List.of()), changed.cards());
        assertEquals(Map.of("a", "b"), changed.properties());
        assertEquals(List.of("x", "y"), changed.arguments());
        assertEquals(16 << 20, changed.memory().bytes());
    }

    @Test
    void whatThereAreSeveralOfAddsUp() {
        BootKey<Boolean> fast = BootKey.flag("fast", true).meaning("no waiting");
        BootKey<String> name = BootKey.text("name", "").meaning("who asks");
        Machine machine =
                Machine.running(Program.class)
                        .arguments("a")
                        .arguments("b", "c")
                        .locales(Locale.GERMAN, Locale.FRENCH)
                        .locales(Locale.JAPAN)
                        .bootKeys(fast)
                        .bootKeys(name);
        assertEquals(List.of("a", "b", "c"), machine.arguments());
        assertEquals(List.of(Locale.GERMAN, Locale.FRENCH, Locale.JAPAN), machine.locales());
        assertEquals(List.of(fast, name), machine.bootKeys());
        Ipv4Address server = Ipv4Address.of(192, 0, 2, 3);
        assertEquals(
                NetworkCard.named("lan")
                        .address("192.0.2.10/24")
                        .nameServers("192.0.2.2", "192.0.2.3")
                        .addressing(),
                NetworkCard.named("lan")
                        .address(Ipv4Prefix.parse("192.0.2.10/24"))
                        .nameServers("192.0.2.2")
                        .nameServers(server)
                        .addressing());
    }

    @Test
    void fixedAddress() {
        NetworkCard card =
                NetworkCard.named("lan")
                        .address("192.0.2.10/24")
                        .gateway("192.0.2.1")
                        .nameServers("192.0.2.2", "192.0.2.3");
        assertEquals(
                new Addressing.Fixed(
                        Ipv4Prefix.parse("192.0.2.10/24"),
                        Ipv4Address.of(192, 0, 2, 1),
                        List.of(Ipv4Address.of(192, 0, 2, 2), Ipv4Address.of(192, 0, 2, 3))),
                card.addressing());
    }

    @Test
    void cardsKeepTheirOrder() {
        NetworkCard lan = NetworkCard.named("lan").dhcp();
        NetworkCard backup = NetworkCard.named("backup").address("10.9.0.1/24");
        Machine machine = Machine.running(Program.class).network(lan).network(backup);
        assertEquals(Optional.of(List.of(lan, backup)), machine.cards());
    }

    @Test
    void filesStartAtTheProject(@TempDir Path project) throws IOException {
        Path motd = Files.writeString(project.resolve("motd"), "welcome\n");
        Machine machine =
                Evaluation.of(
                        () ->
                                Machine.running(Program.class)
                                        .files(EmbeddedFile.at("/etc/motd", Path.of("motd"))),
                        project);
        assertEquals(motd, machine.files().getFirst().source());
    }

    @Test
    void bootTypes() {
        BootType port = BootKey.integer("port", 80).range(1, 65_535).meaning("a port").type();
        assertTrue(port.accepts("1"));
        assertFalse(port.accepts("0"));
        assertTrue(port.accepts("65535"));
        assertFalse(port.accepts("65536"));
        assertFalse(port.accepts("8080 "));
        assertFalse(port.accepts("99999999999999999999"));
        BootType level = BootKey.choice("mode", Thread.State.NEW).meaning("a state").type();
        assertTrue(level.accepts("BLOCKED"));
        assertFalse(level.accepts("blocked"));
        BootType flag = BootKey.flag("fast", true).meaning("no waiting").type();
        assertTrue(flag.accepts("false"));
        assertFalse(flag.accepts("yes"));
        BootType address =
                BootKey.address("peer", Ipv4Address.LOOPBACK).meaning("whom to ask").type();
        assertTrue(address.accepts("10.0.0.1"));
        assertFalse(address.accepts("10.0.0"));
        BootType text = BootKey.text("t", "").meaning("a word").type();
        assertTrue(text.accepts("x".repeat(1024)));
        assertFalse(text.accepts("x".repeat(1025)));
    }
}
