package dev.morgana.launch;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;

/// What carries out the instructions of a machine in QEMU.
public enum Accelerator {
    /// The processor itself, through Linux's `/dev/kvm`.
    KVM,

    /// QEMU's own translation, which every host has.
    TCG;

    private static final String VARIABLE = "MORGANA_ACCEL";

    /// The one that the environment variable `MORGANA_ACCEL` names; without it KVM where a machine boots with it, else TCG.
    ///
    /// @param cache where what was found out is kept
    /// @throws UsageException if the variable names something else
    public static Accelerator choose(Path qemu, Path cache) throws IOException {
        var chosen = Host.environment(VARIABLE);
        return chosen.isPresent()
                ? named(chosen.get())
                : new KvmProbe(qemu, KvmProbe.DEVICE, KvmProbe.PATIENCE).choose(cache);
    }

    /// The accelerator that QEMU calls `name`.
    ///
    /// @throws UsageException if it is neither `kvm` nor `tcg`
    static Accelerator named(String name) {
        for (Accelerator accelerator : values()) {
            if (accelerator.forQemu().equals(name)) {
                return accelerator;
            }
        }
        throw new UsageException("%s=%s: write kvm or tcg".formatted(VARIABLE, name));
    }

    /// As in QEMU's `-accel`.
    String forQemu() {
        return name().toLowerCase(Locale.ROOT);
    }
}
