package dev.morgana.runtime.state;

import dev.morgana.storage.FixedFile;
import java.nio.charset.StandardCharsets;

/// Counters by layer as JSON (RFC 8259): an object of objects with numbers, a line for each layer.
///
/// ```json
/// {
///   "udp": {"received": 12, "sent": 9},
///   "sockets": {"open": 3}
/// }
/// ```
///
/// Names are letters and digits: nothing has to be escaped.
public final class Layers {
    private static final int CAPACITY = 2048;

    private final StringBuilder text = new StringBuilder(CAPACITY).append("{");
    private boolean layerOpen;
    private boolean first = true;

    /// No layers yet.
    public Layers() {}

    /// Begins the next layer.
    public Layers layer(String name) {
        text.append(layerOpen ? "},\n  " : "\n  ").append('"').append(name).append("\": {");
        layerOpen = true;
        first = true;
        return this;
    }

    /// Adds a number to the present layer.
    public Layers count(String name, long value) {
        text.append(first ? "\"" : ", \"").append(name).append("\": ").append(value);
        first = false;
        return this;
    }

    /// All of it, with a line feed at the end.
    @Override
    public String toString() {
        return text + (layerOpen ? "}\n}\n" : "}\n");
    }

    /// All of it as a file.
    public FixedFile file() {
        return FixedFile.of(toString().getBytes(StandardCharsets.UTF_8));
    }
}
