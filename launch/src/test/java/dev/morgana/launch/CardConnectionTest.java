package dev.morgana.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.morgana.config.Machine;
import dev.morgana.config.NetworkCard;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class CardConnectionTest {
    /// A program.
    static final class Program {
        private Program() {}

        static void main() {}
    }

    private static final NetworkChoice USER = new NetworkChoice.User();
    private static final NetworkChoice WIRE = new NetworkChoice.Wire(7000, 7001);

    private static final Optional<Machine> TWO =
            Optional.of(
                    Machine.running(Program.class)
                            .network(NetworkCard.named("lan").dhcp())
                            .network(NetworkCard.named("back").address("10.9.0.1/24")));

    private static @Nullable String refusal(List<NetworkChoice> chosen, Optional<Machine> machine) {
        return assertThrows(
                        UsageException.class, () -> CardConnection.of(chosen, machine, List.of()))
                .getMessage();
    }

    @Test
    void aProgramWithoutConfigurationHasOneCard() {
        var boot = List.of(new KeyValue("net.ipv4", "192.168.76.9/24"));
        assertEquals(
                List.of(new CardConnection(USER, "192.168.76.9/24")),
                CardConnection.of(List.of(USER), Optional.empty(), boot));
    }

    @Test
    void eachCardHasItsConnection() {
        assertEquals(
                List.of(new CardConnection(USER, ""), new CardConnection(WIRE, "10.9.0.1/24")),
                CardConnection.of(List.of(USER, WIRE), TWO, List.of()));
    }

    @Test
    void theUserNetworkStandsForTheRest() {
        assertEquals(
                List.of(new CardConnection(USER, ""), new CardConnection(USER, "10.9.0.1/24")),
                CardConnection.of(List.of(USER), TWO, List.of()));
    }

    @Test
    void tooManyAndTooFewAreRefused() {
        assertEquals(
                "--net is given 2 times, but the machine has one card: give it once for each card",
                refusal(List.of(USER, USER), Optional.empty()));
        assertEquals(
                "the card \"back\" is connected to nothing: the machine has 2 cards, give --net once for each",
                refusal(List.of(WIRE), TWO));
        assertEquals(
                "--net none for the card \"lan\", but not for \"back\" behind it: only the last cards can be missing",
                refusal(List.of(new NetworkChoice.None(), USER), TWO));
    }

    private static String line(QemuMachine machine) {
        return line(machine, CardConnection.of(List.of(USER, WIRE), TWO, List.of()));
    }

    private static String line(QemuMachine machine, List<CardConnection> cards) {
        var line =
                new QemuCommandLine(
                        Path.of("qemu"),
                        machine,
                        Path.of("image.elf"),
                        Accelerator.TCG,
                        MemorySize.parse("64M"),
                        1,
                        cards,
                        List.of(PortForward.parse("8081:8080")),
                        Optional.empty(),
                        false,
                        false,
                        Path.of("/tmp/c"),
                        "",
                        List.of());
        return String.join(" ", line.words());
    }

    @Test
    void qemuGetsACardForEachAndMicrovmTheLastFirst() {
        String user =
                "-netdev user,id=net,hostfwd=tcp:127.0.0.1:8081-:8080 -device virtio-net-%s,netdev=net";
        String wire =
                "-netdev dgram,id=net1,local.type=inet,local.host=127.0.0.1,local.port=7000,remote.type=inet,remote.host=127.0.0.1,remote.port=7001"
                        + " -device virtio-net-%s,netdev=net1";
        String pc = line(QemuMachine.Q35);
        assertTrue(pc.contains((user + " " + wire).formatted("pci", "pci")), pc);
        String small = line(QemuMachine.MICROVM);
        assertTrue(small.contains((wire + " " + user).formatted("device", "device")), small);
    }

    @Test
    void twoUserNetworksAreDifferentOnes() {
        var both =
                Optional.of(
                        Machine.running(Program.class)
                                .network(NetworkCard.named("lan").dhcp())
                                .network(NetworkCard.named("back").dhcp()));
        String line = line(QemuMachine.Q35, CardConnection.of(List.of(USER), both, List.of()));
        assertTrue(line.contains("-netdev user,id=net,hostfwd="), line);
        assertTrue(line.contains("-netdev user,id=net1,net=10.0.3.15/24 "), line);
    }

    @Test
    void aProcessHasOneCard() {
        var settings =
                new Target.Settings(
                        Optional.of(MemorySize.parse("64M")),
                        Optional.empty(),
                        CardConnection.of(List.of(USER), TWO, List.of()),
                        List.of(),
                        Optional.empty(),
                        List.of(),
                        List.of(),
                        List.of());
        assertEquals(
                "a process has one network card, and the machine several: take --target qemu, or give the others --net none",
                assertThrows(UsageException.class, () -> ProcessTarget.requireOneCard(settings))
                        .getMessage());
    }
}
