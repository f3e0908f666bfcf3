package dev.morgana.storage;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/// Finds what a path stands for, component by component, through symbolic links.
final class PathWalk {
    /// Symbolic links in one path, as on Linux.
    private static final int MOST_LINKS = 40;

    private final DirectoryNode root;
    private final ArrayDeque<String> rest = new ArrayDeque<>();
    private DirectoryNode here;
    private int linksSeen;

    private PathWalk(DirectoryNode root, DirectoryNode start) {
        this.root = root;
        this.here = start;
    }

    /// Where a path leads.
    ///
    /// @param parent directory that the last component is looked up in
    /// @param name last component; empty for the root
    /// @param node what is there, or null
    record Found(DirectoryNode parent, String name, @Nullable Node node) {
        /// What is there.
        Node existing() {
            if (node == null) {
                throw FileError.ENOENT.exception();
            }
            return node;
        }

        /// Whether the last component is a name, and not the root, `.` or `..`.
        boolean isNamed() {
            return !name.isEmpty() && !name.equals(".") && !name.equals("..");
        }

        /// The path without links, `.` and `..`.
        String path() {
            if (node instanceof DirectoryNode directory) {
                return directory.path();
            }
            return parent.path(name);
        }
    }

    /// Walks from `start`.
    ///
    /// @param follows whether a symbolic link at the end is followed, too
    static Found walk(DirectoryNode root, DirectoryNode start, String path, boolean follows) {
        Names.checkPath(path);
        PathWalk walk = new PathWalk(root, start);
        walk.prepend(path);
        return walk.run(follows);
    }

    private Found run(boolean follows) {
        while (true) {
            String name = rest.isEmpty() ? "" : rest.removeFirst();
            boolean last = rest.isEmpty();
            Names.check(name);
            Node node = here.find(name);
            if (node instanceof LinkNode link && (follows || !last)) {
                follow(link);
            } else if (last) {
                return new Found(here, name, node);
            } else {
                enter(node);
            }
        }
    }

    private void follow(LinkNode link) {
        if (++linksSeen > MOST_LINKS) {
            throw FileError.ELOOP.exception();
        }
        prepend(link.target);
    }

    private void enter(@Nullable Node node) {
        here =
                switch (node) {
                    case null -> throw FileError.ENOENT.exception();
                    case DirectoryNode directory -> directory;
                    default -> throw FileError.ENOTDIR.exception();
                };
    }

    /// Puts the components of `path` before what is left.
    private void prepend(String path) {
        if (path.startsWith("/")) {
            here = root;
        }
        int end = path.length();
        while (end > 0) {
            int slash = path.lastIndexOf('/', end - 1);
            if (slash + 1 < end) {
                rest.addFirst(path.substring(slash + 1, end));
            }
            end = slash;
        }
    }
}
