package dev.morgana.image.reach;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Bytes by name, in a tree. A node has bytes of its own or children, not both.
final class ByteTree {
    private final Map<String, ByteTree> children = new LinkedHashMap<>();
    private long bytes;

    /// Adds bytes at the end of a path; bytes of the same path add up.
    void add(long more, String... path) {
        ByteTree at = this;
        for (String name : path) {
            at = at.children.computeIfAbsent(name, _ -> new ByteTree());
        }
        at.bytes += more;
    }

    /// All bytes below.
    long total() {
        return bytes + children.values().stream().mapToLong(ByteTree::total).sum();
    }

    /// This as the page wants it: a list of the name and either the bytes or the list of the children.
    List<Object> data(String name) {
        if (children.isEmpty()) {
            return List.of(name, bytes);
        }
        List<Object> nodes = new ArrayList<>();
        children.forEach((childName, child) -> nodes.add(child.data(childName)));
        return List.of(name, nodes);
    }
}
