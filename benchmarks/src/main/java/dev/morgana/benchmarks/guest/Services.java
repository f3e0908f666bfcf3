package dev.morgana.benchmarks.guest;

import java.io.IOException;

/// [Bulk] and [Responder] in one program.
public final class Services {
    private Services() {}

    /// Serves for ever.
    public static void main(String[] arguments) throws IOException {
        Bulk.main(arguments);
        Responder.main(arguments);
    }
}
