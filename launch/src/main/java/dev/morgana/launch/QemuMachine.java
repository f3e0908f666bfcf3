package dev.morgana.launch;

import java.util.List;

/// A kind of machine that QEMU makes.
enum QemuMachine {
    /// As little as a machine can be: virtio over memory-mapped registers, no firmware.
    MICROVM(
            "qemu",
            List.of(
                    "-M",
                    "microvm,isa-serial=on,rtc=on,pit=off,pic=off,auto-kernel-cmdline=on",
                    "-global",
                    "virtio-mmio.force-legacy=false"),
            "device"),

    /// A PC of today, as clouds have it: firmware, and virtio on PCI Express.
    Q35("q35", List.of("-M", "q35"), "pci");

    private final String target;

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<String> words;

    private final String bus;

    QemuMachine(String target, List<String> words, String bus) {
        this.target = target;
        this.words = words;
        this.bus = bus;
    }

    /// What `--target` calls it.
    String target() {
        return target;
    }

    /// Whether the device that is named last is the first in the machine: QEMU fills microvm's slots from their end, and an image counts
    /// from the first slot.
    boolean isLastFirst() {
        return this == MICROVM;
    }

    /// The words that make it.
    List<String> words() {
        return words;
    }

    /// QEMU's name of a virtio device there, such as `virtio-net-pci`.
    String device(String kind) {
        return "virtio-" + kind + "-" + bus;
    }
}
