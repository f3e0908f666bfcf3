package dev.morgana.storage;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A directory: names, in order, and what they stand for.
final class DirectoryNode extends Node {
    /// What a name takes of the budget beside its length.
    private static final int ENTRY_COST = 96;

    /// Bytes of an empty directory and of each name, as Linux's own file system in memory counts.
    private static final int SIZE = 40;

    private static final int ENTRY_SIZE = 20;

    private final TreeMap<String, Node> children = new TreeMap<>();

    /// The directory that this one is in; the root is in itself.
    private DirectoryNode parent = this;

    /// Its name in there.
    private String name = "";

    DirectoryNode(Volume volume, int permissions, long now) {
        super(volume, permissions, now);
        links = 2;
    }

    @Override
    FileKind kind() {
        return FileKind.DIRECTORY;
    }

    @Override
    long size() {
        return SIZE + (long) children.size() * ENTRY_SIZE;
    }

    @Override
    void free() {}

    DirectoryNode parent() {
        return parent;
    }

    boolean isEmpty() {
        return children.isEmpty();
    }

    /// Whether another volume than its parent's begins here.
    boolean isMountPoint() {
        return parent == this || parent.volume != volume;
    }

    /// What the name stands for, `.` and `..` included; null if nothing.
    @Nullable Node find(String wanted) {
        return switch (wanted) {
            case "", "." -> this;
            case ".." -> parent;
            default -> children.get(wanted);
        };
    }

    /// The names, in order of their characters.
    List<String> names() {
        return new ArrayList<>(children.keySet());
    }

    /// Whether `other` is this directory or somewhere below it.
    boolean holds(DirectoryNode other) {
        DirectoryNode at = other;
        while (at != this && at.parent != at) {
            at = at.parent;
        }
        return at == this;
    }

    /// Refuses changes where none can be made.
    void requireChangeable() {
        requireWritable();
        if (links == 0) {
            throw FileError.ENOENT.exception();
        }
    }

    /// Adds a name that is not there yet.
    void add(String added, Node node, long now) {
        volume.budget().require(ENTRY_COST + (long) added.length());
        children.put(added, node);
        adopt(added, node);
        touchModified(now);
    }

    /// Takes away a name that is there.
    void remove(String removed, long now) {
        volume.budget().give(ENTRY_COST + (long) removed.length());
        if (children.remove(removed) instanceof DirectoryNode) {
            links--;
        }
        touchModified(now);
    }

    /// Lets a name that is there stand for something else.
    void replace(String replaced, Node node, long now) {
        if (children.put(replaced, node) instanceof DirectoryNode) {
            links--;
        }
        adopt(replaced, node);
        touchModified(now);
    }

    /// The absolute path of something in here.
    String path(String child) {
        StringBuilder path = new StringBuilder(child);
        for (DirectoryNode at = this; at.parent != at; at = at.parent) {
            path.insert(0, at.name + '/');
        }
        return path.insert(0, '/').toString();
    }

    /// Its absolute path.
    String path() {
        return parent == this ? "/" : parent.path(name);
    }

    private void adopt(String as, Node node) {
        if (node instanceof DirectoryNode directory) {
            directory.parent = this;
            directory.name = as;
            links++;
        }
    }
}
