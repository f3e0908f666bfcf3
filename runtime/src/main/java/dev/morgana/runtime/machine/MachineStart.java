package dev.morgana.runtime.machine;

import java.util.ArrayList;
import java.util.List;
import org.graalvm.nativeimage.c.type.CTypeConversion;

/// How the machine was started, and how it ends.
public final class MachineStart {
    private MachineStart() {}

    /// The decoded tokens of the kernel command line before `--`.
    public static List<String> tokens() {
        int count = Machine.bootTokens();
        List<String> tokens = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            tokens.add(CTypeConversion.toJavaString(Machine.bootToken(i)));
        }
        return tokens;
    }

    /// Tells the host that `main` comes next.
    public static void booted() {
        Machine.booted();
    }

    /// Powers off with the program's exit status; only its low 8 bits count, as everywhere.
    public static void exit(int status) {
        Machine.exit(status & 255);
    }

    /// Powers off because of a wrong boot key.
    public static void usage(String text) {
        try (CTypeConversion.CCharPointerHolder held = CTypeConversion.toCString(text)) {
            Machine.usage(held.get());
        }
    }
}
