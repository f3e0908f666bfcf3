package dev.morgana.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;

/// The names of an image's code, from the file that `morgana build` writes beside it: address, size and name on each line.
final class Symbols {
    private static final int HEXADECIMAL = 16;

    private final TreeMap<Long, String> names = new TreeMap<>();

    private Symbols() {}

    /// The names in the code of `image`.
    static Symbols of(Path image) throws IOException {
        return read(image.resolveSibling(image.getFileName() + ".symbols"));
    }

    /// The names in a file.
    static Symbols read(Path file) throws IOException {
        Symbols symbols = new Symbols();
        for (String line : Files.readAllLines(file)) {
            String[] words = line.split(" ", 3);
            symbols.names.put(Long.parseLong(words[0], HEXADECIMAL), words[2]);
        }
        return symbols;
    }

    /// The name at or before an address.
    String at(long address) {
        var entry = names.floorEntry(address);
        return entry == null ? "" : entry.getValue();
    }
}
