package dev.morgana.runtime.net;

import dev.morgana.sockets.EventCounter;
import dev.morgana.sockets.PipeSource;
import java.io.IOException;

/// Pipes by number.
final class Pipes {
    private Pipes() {}

    static long make(boolean blocking) throws IOException {
        PipeSource source = new PipeSource(Network.instance().stack());
        source.blocking(blocking);
        source.sink().blocking(blocking);
        int from = OpenDescriptors.add(source);
        try {
            return (long) from << 32 | OpenDescriptors.add(source.sink());
        } catch (IOException | OutOfMemoryError e) {
            OpenDescriptors.close(from);
            throw e;
        }
    }

    static boolean drain(int number) throws IOException {
        return switch (OpenDescriptors.of(number)) {
            case EventCounter counter -> counter.reset();
            case PipeSource source -> source.drain();
            default -> throw new IOException("Invalid argument");
        };
    }
}
