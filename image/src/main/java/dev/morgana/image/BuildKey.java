package dev.morgana.image;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;

/// Stands for what a compiled object is made from: equal keys, equal objects.
///
/// @param program hash of the program, its configuration and the options: 64 hexadecimal digits
/// @param tool hash of what builds it
record BuildKey(String program, String tool) {
    private static final int DIGITS = 16;

    /// Reads what [#text()] wrote.
    static BuildKey parse(String text) {
        String[] words = text.split(" ", -1);
        return new BuildKey(words[0], words[1]);
    }

    /// The key as text.
    String text() {
        return program + " " + tool;
    }

    /// Both hashes as one: 64 hexadecimal digits.
    String content() {
        return Fingerprint.of(List.of(), List.of(program, tool)).content();
    }

    /// A name for the folder of the object.
    String folder() {
        return shown(content());
    }

    /// The first 128 bits, which the image knows itself by.
    UUID buildId() {
        var bytes = ByteBuffer.wrap(HexFormat.of().parseHex(content()));
        return new UUID(bytes.getLong(), bytes.getLong());
    }

    /// As much of a hash as people need to tell two apart.
    static String shown(String hash) {
        return hash.substring(0, DIGITS);
    }
}
