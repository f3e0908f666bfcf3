package dev.morgana.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.morgana.machine.Machine.End;
import dev.morgana.machine.Machine.Options;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Virtio-mmio devices are found on each kind of microvm, with the interrupt line that they have.
class DeviceTest {
    private static final String BASE = "microvm,isa-serial=on,rtc=on,pit=off,pic=off";

    /// Microvm fills its slots from the last one down; which line the last slot has depends on the interrupt
    /// controllers, and without ACPI the devices stand on the command line.
    @ParameterizedTest
    @CsvSource({
        "ioapic2=on, 23, 47",
        "ioapic2=off, 7, 23",
        "acpi=off, 7, 12",
        "'acpi=off,auto-kernel-cmdline=on', 7, 12"
    })
    void devicesAreFound(String kind, int slot, int line) throws Exception {
        Options options = new Options();
        options.machine = BASE + "," + kind;
        options.with("-device", "virtio-rng-device");
        End end = Machine.run("-- devices", options);
        List<String> lines = end.output().lines().map(String::strip).toList();
        assertEquals(
                List.of(
                        "device 4",
                        "version 2",
                        "slot " + slot,
                        "line " + line,
                        "enabled",
                        "line wait times out",
                        "line wake ok"),
                lines,
                end.toString());
    }

    /// A whole driver in small: device memory, a hundred requests, each announced by an interrupt.
    @ParameterizedTest
    @ValueSource(strings = {"ioapic2=on", "ioapic2=off", "acpi=off", "pic=on"})
    void interruptsArrive(String kind) throws Exception {
        Options options = new Options();
        options.machine = BASE + "," + kind;
        options.with("-device", "virtio-rng-device");
        assertEquals(
                "interrupts enough 1\nrandom 100\n", Machine.run("-- random", options).output());
    }

    @Test
    void severalDevicesAndNone() throws Exception {
        Options options = new Options();
        options.with("-device", "virtio-rng-device", "-device", "virtio-rng-device");
        options.with("-device", "virtio-serial-device");
        long found =
                Machine.run("-- devices", options)
                        .output()
                        .lines()
                        .filter(line -> line.startsWith("device "))
                        .count();
        assertEquals(3, found);
        assertTrue(Machine.run("-- devices").output().startsWith("line wait"));
    }
}
