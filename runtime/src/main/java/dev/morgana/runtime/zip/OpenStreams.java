package dev.morgana.runtime.zip;

/// All open zlib streams of the machine, by the handles that the JDK holds.
final class OpenStreams {
    static final Streams<Inflation> INFLATIONS = new Streams<>();
    static final Streams<Deflation> DEFLATIONS = new Streams<>();

    private OpenStreams() {}
}
