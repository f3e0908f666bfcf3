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
    /// A function, or a variable of the machine layer.
    ///
    /// @param address in a running image
    /// @param size bytes
    /// @param name of a Java method `class.name(types)`
    public record Function(long address, long size, String name) {
        private boolean holds(long other) {
            return other - address < Math.max(1, size);
        }
    }

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
                long address = Long.parseUnsignedLong(words[0], 16);
                long size = Long.parseLong(words[1], 16);
                functions.put(address, new Function(address, size, words[2]));
            }
        }
        return new SymbolFile(functions);
    }

    /// The function that holds `address`, with the distance from its start: `Main.main(String[])+0x1c`.
    public Optional<String> name(long address) {
        return at(address)
                .map(found -> found.name() + "+0x" + Long.toHexString(address - found.address()));
    }

    private Optional<Function> at(long address) {
        return Optional.ofNullable(functions.floorEntry(address))
                .map(Map.Entry::getValue)
                .filter(function -> function.holds(address));
    }

    /// The functions that hold a byte from `first` to `last`, in the order of addresses.
    public List<Function> between(long first, long last) {
        var found = new ArrayList<Function>();
        at(first).ifPresent(found::add);
        functions.tailMap(first, false).values().stream()
                .takeWhile(function -> function.address() <= last)
                .forEach(found::add);
        return found;
    }

    /// The function of this name.
    public Optional<Function> named(String name) {
        return functions.values().stream()
                .filter(function -> function.name().equals(name))
                .findFirst();
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
