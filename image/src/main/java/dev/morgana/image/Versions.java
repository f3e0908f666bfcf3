package dev.morgana.image;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Properties;

/// The versions that this tool is made of, as its own build wrote them down.
public final class Versions {
    private static final Properties RECORDED = read();

    private Versions() {}

    /// Morgana's version.
    public static String morgana() {
        return RECORDED.getProperty("morgana", "unknown");
    }

    /// The version of GraalVM's image builder.
    public static String graalvm() {
        return RECORDED.getProperty("graalvm", "unknown");
    }

    private static Properties read() {
        var properties = new Properties();
        try (var content =
                Objects.requireNonNull(Versions.class.getResourceAsStream("versions.properties"))) {
            properties.load(content);
            return properties;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
