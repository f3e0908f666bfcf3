package dev.morgana.system;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How frames get to an image's card and back: nothing of the host's own network lies between, and no privilege is needed.
interface FrameLink extends AutoCloseable {
    /// Starts the probe's check `wire` with its card on this link.
    ///
    /// @param bootKeys `KEY=VALUE`
    Session startProbe(List<String> bootKeys) throws IOException, InterruptedException;

    /// Sends a frame as it is.
    void send(byte[] frame) throws IOException;

    /// The next frame from the card; null when none comes in time.
    byte @Nullable [] receive(Duration patience) throws IOException;

    @Override
    void close() throws IOException;
}
