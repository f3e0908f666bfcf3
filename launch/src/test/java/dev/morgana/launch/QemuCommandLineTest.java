package dev.morgana.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class QemuCommandLineTest {
    private static QemuCommandLine machine(
            NetworkChoice network, String address, boolean standardInput, List<String> more) {
        return machine(network, address, Optional.empty(), standardInput, more);
    }

    private static QemuCommandLine machine(
            NetworkChoice network,
            String address,
            Optional<Path> capture,
            boolean standardInput,
            List<String> more) {
        return machine(1, network, address, capture, standardInput, more);
    }

    private static QemuCommandLine machine(
            int cpus,
            NetworkChoice network,
            String address,
            Optional<Path> capture,
            boolean standardInput,
            List<String> more) {
        return new QemuCommandLine(
                Path.of("/usr/bin/qemu-system-x86_64"),
                QemuMachine.MICROVM,
                Path.of("/images/web.elf"),
                Accelerator.TCG,
                MemorySize.parse("64M"),
                cpus,
                List.of(new CardConnection(network, address)),
                List.of(PortForward.parse("8081:8080")),
                capture,
                true,
                standardInput,
                Path.of("/tmp/c"),
                "log.level=debug -- a%20b",
                more);
    }

    private static String line(NetworkChoice network, String address) {
        return String.join(" ", machine(network, address, false, List.of()).words());
    }

    @Test
    void isTheWholeMachine() {
        assertEquals(
                """
                /usr/bin/qemu-system-x86_64
                -M microvm,isa-serial=on,rtc=on,pit=off,pic=off,auto-kernel-cmdline=on
                -global virtio-mmio.force-legacy=false
                -accel tcg -cpu max -m 65536K
                -nodefaults -no-user-config -no-reboot -display none
                -chardev socket,id=stdout,path=/tmp/c/stdout -device isa-serial,chardev=stdout,iobase=0x3f8,irq=4
                -chardev socket,id=stderr,path=/tmp/c/stderr -device isa-serial,chardev=stderr,iobase=0x2f8,irq=3
                -chardev socket,id=control,path=/tmp/c/control -device isa-serial,chardev=control,iobase=0x3e8,irq=5
                -device isa-debug-exit,iobase=0x501,iosize=4
                -netdev user,id=net,hostfwd=tcp:127.0.0.1:8081-:8080 -device virtio-net-device,netdev=net
                -device virtio-rng-device
                -chardev socket,id=stdin,path=/tmp/c/stdin -device virtio-serial-device
                -device virtserialport,chardev=stdin,name=dev.morgana.stdin
                -kernel /images/web.elf -append log.level=debug -- a%20b
                -monitor unix:/tmp/m,server,nowait
                """
                        .strip()
                        .replace('\n', ' '),
                String.join(
                        " ",
                        machine(
                                        new NetworkChoice.User(),
                                        "",
                                        true,
                                        List.of("-monitor", "unix:/tmp/m,server,nowait"))
                                .words()));
    }

    @Test
    void aPcHasItsDevicesOnPci() {
        assertEquals(List.of("-M", "q35"), QemuMachine.Q35.words());
        assertEquals("virtio-net-pci", QemuMachine.Q35.device("net"));
        assertEquals("q35", Target.named("q35").name());
    }

    @Test
    void severalProcessorsAreAskedFor() {
        var words =
                machine(4, new NetworkChoice.None(), "", Optional.empty(), false, List.of())
                        .words();
        assertEquals("4", words.get(words.indexOf("-smp") + 1));
    }

    @Test
    void theCommandLineOfTheImageIsOneWord() {
        var words = machine(new NetworkChoice.None(), "", false, List.of()).words();
        assertEquals("log.level=debug -- a%20b", words.get(words.indexOf("-append") + 1));
    }

    @Test
    void aProgramWithAnAddressOfItsOwnGetsANetworkThatHoldsIt() {
        assertTrue(
                line(new NetworkChoice.User(), "192.168.76.9/24")
                        .contains(
                                "-netdev user,id=net,net=192.168.76.9/24,hostfwd=tcp:127.0.0.1:8081-192.168.76.9:8080 "));
    }

    @Test
    void aTapInterfaceIsTakenAsItIs() {
        assertTrue(
                line(new NetworkChoice.Tap("tap0"), "")
                        .contains(
                                "-netdev tap,id=net,ifname=tap0,script=no,downscript=no -device virtio-net-device,netdev=net"));
    }

    @Test
    void withoutANetworkThereIsNoCard() {
        assertFalse(line(new NetworkChoice.None(), "").contains("net"));
    }

    @Test
    void aCaptureTakesWhatIsOnTheCard() {
        for (var network : List.of(new NetworkChoice.User(), new NetworkChoice.Tap("tap0"))) {
            var words =
                    machine(network, "", Optional.of(Path.of("/tmp/a,b.pcap")), false, List.of())
                            .words();
            assertEquals(
                    "filter-dump,id=capture,netdev=net,file=/tmp/a,,b.pcap",
                    words.get(words.indexOf("-object") + 1));
            boolean tap = network instanceof NetworkChoice.Tap;
            assertEquals(
                    tap, words.stream().anyMatch(word -> word.endsWith(",vnet_hdr=off")), "frames");
        }
    }
}
