package dev.morgana.storage;

import java.io.IOException;
import java.util.SortedMap;
import java.util.TreeMap;

/// A tree of files that can be changed, and compared with another one.
abstract class Tree {
    /// Does the operation of a number.
    ///
    /// @return "done", a result, or the name of the error
    final String perform(int kind, String one, String two, int number) throws IOException {
        return switch (kind) {
            case 0 -> makeDirectory(one);
            case 1 -> remove(one);
            case 2, 3 -> rename(one, two);
            case 4 -> addName(one, two);
            case 5 -> makeLink(one, two);
            case 6 -> resize(one, number);
            default -> write(one, number);
        };
    }

    abstract String makeDirectory(String path) throws IOException;

    abstract String remove(String path) throws IOException;

    abstract String rename(String from, String to) throws IOException;

    abstract String addName(String existing, String added) throws IOException;

    abstract String makeLink(String target, String path) throws IOException;

    abstract String resize(String path, int size) throws IOException;

    /// Opens in one of the possible ways, writes some bytes, and reads the first ones back.
    abstract String write(String path, int way) throws IOException;

    /// Each path, and what is there.
    final SortedMap<String, String> describe() throws IOException {
        SortedMap<String, String> all = new TreeMap<>();
        describe("", all);
        return all;
    }

    abstract void describe(String path, SortedMap<String, String> all) throws IOException;
}
