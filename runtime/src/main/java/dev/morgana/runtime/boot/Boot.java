package dev.morgana.runtime.boot;

import com.oracle.svm.core.jdk.SystemPropertiesSupport;
import dev.morgana.runtime.machine.MachineStart;
import java.util.function.BiConsumer;

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
            // Not System.setProperty: the JDK takes the default locale from what the properties
            // were at first.
            use(
                    BootOptions.parse(MachineStart.tokens(), network, Described.MACHINE),
                    SystemPropertiesSupport.singleton()::initializeProperty);
        } catch (BootKeyException e) {
            MachineStart.usage(e.text());
        }
    }

    /// Takes what the boot keys say, and sets the system properties among them. To be called once, before `main`.
    ///
    /// @param properties sets one of them
    public static void use(BootOptions read, BiConsumer<String, String> properties) {
        options = read;
        options.properties().forEach(properties);
    }
}
