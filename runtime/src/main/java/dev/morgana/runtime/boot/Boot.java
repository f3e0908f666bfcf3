package dev.morgana.runtime.boot;

import dev.morgana.runtime.machine.MachineStart;
import java.util.Map;

/// What happened between the machine's start and `main`.
public final class Boot {
    private static BootOptions options = BootOptions.NONE;

    private Boot() {}

    /// What the kernel command line said.
    public static BootOptions options() {
        return options;
    }

    /// Reads the kernel command line and sets system properties; a wrong key ends the machine here.
    ///
    /// @param network whether the image holds a network
    static void read(boolean network) {
        try {
            use(BootOptions.parse(MachineStart.tokens(), network, Described.MACHINE));
        } catch (BootKeyException e) {
            MachineStart.usage(e.text());
        }
    }

    /// Takes what the boot keys say, and sets the system properties among them. To be called once, before `main`.
    public static void use(BootOptions read) {
        options = read;
        // Read by the JDK's own logger, which is used unless the program brings another or
        // java.logging.
        System.setProperty("jdk.system.logger.level", options.logLevel().getName());
        for (Map.Entry<String, String> property : options.properties().entrySet()) {
            System.setProperty(property.getKey(), property.getValue());
        }
    }
}
