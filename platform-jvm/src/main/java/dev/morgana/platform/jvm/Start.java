package dev.morgana.platform.jvm;

import dev.morgana.config.MainMethod;
import dev.morgana.runtime.boot.Boot;
import dev.morgana.runtime.boot.BootKeyException;
import dev.morgana.runtime.boot.BootOptions;
import dev.morgana.runtime.boot.Described;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.List;

/// What an image does between the machine's start and `main`, on a JVM.
public final class Start {
    private static final int USAGE = 64;
    private static final String END_OF_KEYS = "--";

    private Start() {}

    /// Sets what the boot keys say, and goes on as the program.
    ///
    /// @param words `own` or `host` (whose network it is), the program's main class, boot keys, `--`, and the program's arguments
    public static void main(String[] words) throws Throwable {
        var given = List.of(words);
        int end = given.indexOf(END_OF_KEYS);
        try {
            Boot.use(
                    BootOptions.parse(
                            given.subList(2, end),
                            given.getFirst().equals("own"),
                            Described.MACHINE),
                    System::setProperty);
        } catch (BootKeyException e) {
            System.err.printf(
                    "morgana: %s%nmorgana: (status %d is the tool's, not the program's)%n",
                    e.text(), USAGE);
            System.exit(USAGE);
        }
        var arguments = new ArrayList<>(Described.MACHINE.arguments());
        arguments.addAll(given.subList(end + 1, given.size()));
        var main = Class.forName(given.get(1), true, ClassLoader.getSystemClassLoader());
        try {
            MainMethod.of(main)
                    .orElseThrow(() -> new IllegalArgumentException(main + " has no main method"))
                    .invoke(arguments.toArray(String[]::new));
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
