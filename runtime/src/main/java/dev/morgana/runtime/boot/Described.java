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
