package dev.morgana.runtime.console;

import java.io.IOException;

/// Where standard input comes from.
interface InputSource {
    /// Reads up to `count` bytes; waits for the first.
    ///
    /// @return how many, or -1 at the end of input
    int read(byte[] to, int offset, int count) throws IOException;

    /// Bytes that can be read without waiting, as far as is known.
    int available();
}
