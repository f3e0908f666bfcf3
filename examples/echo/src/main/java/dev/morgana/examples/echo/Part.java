package dev.morgana.examples.echo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SelectionKey;

/// What is attached to a channel: a part of the server that goes on when the channel is ready.
interface Part {
    /// Does what can be done now without waiting.
    void step(SelectionKey key) throws IOException;

    /// Goes on; fails only where the whole server cannot.
    default void goOn(SelectionKey key) {
        try {
            step(key);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
