package dev.morgana.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/// Maps code addresses of an image to names for people.
///
/// The file has one line for each function: address, size (both hexadecimal) and name, separated by blanks, in the order of addresses.
public final class SymbolFile {
    private record Function(long size, String name) {}

    private final NavigableMap<Long, Function> functions;

    private SymbolFile(NavigableMap<Long, Function> functions) {
        this.functions = functions;
    }

    /// Reads `file`; lines that do not fit are left out.
    public static SymbolFile read(Path file) throws IOException {
        var functions = new TreeMap<Long, Function>();
        for (String line : Files.readAllLines(file)) {
            var words = line.split(" ", 3);
            if (words.length == 3) {
                functions.put(
                        Long.parseUnsignedLong(words[0], 16),
                        new Function(Long.parseLong(words[1], 16), words[2]));
            }
        }
        return new SymbolFile(functions);
    }

    /// The function that holds `address`, with the distance from its start: `Main.main(String[])+0x1c`.
    public Optional<String> name(long address) {
        return Optional.ofNullable(functions.floorEntry(address))
                .filter(entry -> holds(entry, address))
                .map(entry -> name(entry, address));
    }

    private static boolean holds(Map.Entry<Long, Function> entry, long address) {
        return address - entry.getKey() < Math.max(1, entry.getValue().size());
    }

    private static String name(Map.Entry<Long, Function> entry, long address) {
        return entry.getValue().name() + "+0x" + Long.toHexString(address - entry.getKey());
    }

    /// One line of a file.
    static String line(long address, long size, String name) {
        return "%x %x %s".formatted(address, size, name);
    }

    /// Writes `lines`, sorted by address.
    static void write(Path file, List<String> lines) throws IOException {
        var sorted = new ArrayList<>(lines);
        sorted.sort((a, b) -> Long.compareUnsigned(address(a), address(b)));
        Files.write(file, sorted);
    }

    private static long address(String line) {
        return Long.parseUnsignedLong(line.substring(0, line.indexOf(' ')), 16);
    }
}
