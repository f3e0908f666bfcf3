package dev.morgana.runtime.boot;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/// The description of the machine that this image was built for: a constant, made while the image is built.
public final class Described {
    /// The description.
    public static final Description MACHINE = read();

    /// Whether the machine has a card. This and what follows are constants of the code: what they rule out is not in the image.
    public static final boolean CARD = !MACHINE.cards().isEmpty();

    /// Whether an address may be asked for by DHCP: a card has no fixed one.
    public static final boolean DHCP =
            MACHINE.cards().stream().anyMatch(card -> card.fixed().address() == null);

    /// Whether name servers may be known.
    public static final boolean NAME_SERVERS =
            MACHINE.cards().stream()
                    .map(CardSettings::fixed)
                    .anyMatch(card -> card.address() == null || !card.dns().isEmpty());

    /// Whether standard input carries anything.
    public static final boolean INPUT = MACHINE.input();

    /// Whether a device for random numbers is looked for.
    public static final boolean ENTROPY_DEVICE = MACHINE.entropyDevice();

    private Described() {}

    private static Description read() {
        String file = System.getProperty("dev.morgana.machine");
        if (file == null) {
            return Description.DEFAULT;
        }
        try (Reader reader = Files.newBufferedReader(Path.of(file))) {
            Properties settings = new Properties();
            settings.load(reader);
            return Description.of(settings);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
