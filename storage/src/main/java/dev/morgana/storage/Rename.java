package dev.morgana.storage;

import dev.morgana.storage.PathWalk.Found;
import org.jspecify.annotations.Nullable;

/// A change of name, with the checks of Linux in its order. Guarded by the file system.
///
/// @param from where the thing is
/// @param to where it goes
record Rename(Found from, Found to) {
    /// Refuses what cannot be done.
    void check() {
        if (from.parent().volume != to.parent().volume) {
            throw FileError.EXDEV.exception();
        }
        if (!from.isNamed() || !to.isNamed()) {
            throw FileError.EBUSY.exception();
        }
        from.parent().requireWritable();
        Node node = from.existing();
        if (node instanceof DirectoryNode directory && directory.holds(to.parent())) {
            throw FileError.EINVAL.exception();
        }
        if (to.node() instanceof DirectoryNode target && target.holds(from.parent())) {
            throw FileError.ENOTEMPTY.exception();
        }
        if (to.node() != null && to.node() != node) {
            checkReplacement(node, to.node());
        }
        to.parent().requireChangeable();
    }

    private static void checkReplacement(Node node, Node replaced) {
        if (replaced instanceof DirectoryNode directory) {
            if (!(node instanceof DirectoryNode)) {
                throw FileError.EISDIR.exception();
            }
            if (!directory.isEmpty()) {
                throw FileError.ENOTEMPTY.exception();
            }
        } else if (node instanceof DirectoryNode) {
            throw FileError.ENOTDIR.exception();
        }
    }

    /// Does it.
    ///
    /// @return what lost its name by it, or null
    @Nullable Node perform(long now) {
        Node node = from.existing();
        Node replaced = to.node();
        if (replaced == node) {
            return null;
        }
        if (replaced == null) {
            to.parent().add(to.name(), node, now);
        } else {
            to.parent().replace(to.name(), node, now);
        }
        from.parent().remove(from.name(), now);
        node.changed = now;
        return replaced;
    }
}
