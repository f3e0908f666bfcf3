package dev.morgana.storage;

import dev.morgana.storage.PathWalk.Found;
import java.util.Map;

/// A file system in memory: a root that cannot be changed, with files that are there from the start, and `/tmp` below it, for everybody. The working directory is the root, and
/// who works is its owner, whom permissions do not stop.
///
/// Any thread may call any method. All take the file system's monitor, and none waits for anything else. Where a `now` is asked for, it
/// is the time in nanoseconds since 1970.
public final class MemoryFileSystem {
    /// Everybody may make files there; the last bit lets only owners remove them.
    private static final int TEMPORARY_PERMISSIONS = 01777;

    private static final int ROOT_PERMISSIONS = 0755;
    private static final int FIXED_PERMISSIONS = 0444;

    private final DirectoryNode root;

    /// Makes an empty one.
    ///
    /// @param capacity bytes of memory for everything in it
    public MemoryFileSystem(long capacity, long now) {
        this(capacity, Map.of(), now);
    }

    /// Makes one with files that nobody can change.
    ///
    /// @param capacity bytes of memory for everything else
    /// @param files by their absolute paths, none of them below another or below `/tmp`
    public MemoryFileSystem(long capacity, Map<String, ? extends FileSource> files, long now) {
        Volume fixed = new Volume(1, true, new Budget(Long.MAX_VALUE));
        Volume temporary = new Volume(2, false, new Budget(capacity));
        root = new DirectoryNode(fixed, ROOT_PERMISSIONS, now);
        root.add("tmp", new DirectoryNode(temporary, TEMPORARY_PERMISSIONS, now), now);
        files.forEach((path, source) -> embed(path, source, now));
    }

    private void embed(String path, FileSource source, long now) {
        DirectoryNode here = root;
        int start = 1;
        for (int end = path.indexOf('/', 1); end > 0; end = path.indexOf('/', start)) {
            here = embedDirectory(here, path.substring(start, end), now);
            start = end + 1;
        }
        RegularNode file =
                source instanceof FixedFile fixed
                        ? new RegularNode(root.volume, FIXED_PERMISSIONS, fixed, now)
                        : new ComputedNode(root.volume, FIXED_PERMISSIONS, source, now);
        file.links = 1;
        here.add(path.substring(start), file, now);
    }

    private DirectoryNode embedDirectory(DirectoryNode parent, String name, long now) {
        if (parent.find(name) instanceof DirectoryNode present) {
            return present;
        }
        DirectoryNode made = new DirectoryNode(root.volume, ROOT_PERMISSIONS, now);
        parent.add(name, made, now);
        return made;
    }

    /// Opens a file or a directory, or makes a file.
    ///
    /// @param permissions of a file that is made
    public synchronized OpenFile open(Location at, OpenFlags flags, int permissions, long now) {
        Found found = find(at, flags.follows());
        if (found.node() != null && flags.createsNew()) {
            throw FileError.EEXIST.exception();
        }
        if (flags.creates() && !found.isNamed()) {
            throw FileError.EISDIR.exception();
        }
        Node node = found.node() == null ? create(found, flags, permissions, now) : found.node();
        switch (node) {
            case LinkNode _ -> throw FileError.ELOOP.exception();
            case DirectoryNode _ -> {
                if (flags.creates() || flags.writes() || flags.truncates()) {
                    throw FileError.EISDIR.exception();
                }
            }
            case RegularNode file -> {
                if (flags.wantsDirectory()) {
                    throw FileError.ENOTDIR.exception();
                }
                if (flags.writes() || flags.truncates()) {
                    file.requireWritable();
                }
                if (flags.truncates()) {
                    file.resize(0, now);
                }
                node = file.opened(now);
            }
        }
        return new OpenFile(this, node, flags);
    }

    /// What is known about a file.
    ///
    /// @param follows whether about that which a symbolic link leads to
    public synchronized FileStatus status(Location at, boolean follows) {
        return find(at, follows).existing().status();
    }

    /// The path of something that exists, without links, `.` and `..`.
    public synchronized String realPath(Location at) {
        Found found = find(at, true);
        found.existing();
        return found.path();
    }

    /// Makes a directory.
    public synchronized void makeDirectory(Location at, int permissions, long now) {
        Found found = vacant(at);
        DirectoryNode made = new DirectoryNode(found.parent().volume, permissions, now);
        insert(found, made, now);
    }

    /// Makes a symbolic link.
    public synchronized void makeLink(String target, Location at, long now) {
        Names.checkPath(target);
        Found found = vacant(at);
        LinkNode made = new LinkNode(found.parent().volume, target, now);
        made.links = 1;
        insert(found, made, now);
    }

    /// Where a symbolic link leads to.
    public synchronized String target(Location at) {
        if (find(at, false).existing() instanceof LinkNode link) {
            return link.target;
        }
        throw FileError.EINVAL.exception();
    }

    /// Gives a file a second name.
    public synchronized void addName(Location existing, Location at, long now) {
        Node node = find(existing, false).existing();
        Found found = find(at, false);
        if (found.node() != null) {
            throw FileError.EEXIST.exception();
        }
        if (found.parent().volume != node.volume) {
            throw FileError.EXDEV.exception();
        }
        if (node instanceof DirectoryNode) {
            throw FileError.EPERM.exception();
        }
        found.parent().requireChangeable();
        found.parent().add(found.name(), node, now);
        node.links++;
        node.changed = now;
    }

    /// Takes a name away from a file or a symbolic link.
    public synchronized void removeName(Location at, long now) {
        Found found = find(at, false);
        if (!found.isNamed()) {
            throw FileError.EISDIR.exception();
        }
        found.parent().requireWritable();
        Node node = found.existing();
        if (node instanceof DirectoryNode) {
            throw FileError.EISDIR.exception();
        }
        found.parent().remove(found.name(), now);
        unlinked(node, now);
    }

    /// Removes an empty directory.
    public synchronized void removeDirectory(Location at, long now) {
        Found found = find(at, false);
        switch (found.name()) {
            case "" -> throw FileError.EBUSY.exception();
            case "." -> throw FileError.EINVAL.exception();
            case ".." -> throw FileError.ENOTEMPTY.exception();
            default -> {}
        }
        found.parent().requireWritable();
        if (!(found.existing() instanceof DirectoryNode directory)) {
            throw FileError.ENOTDIR.exception();
        }
        if (directory.isMountPoint()) {
            throw FileError.EBUSY.exception();
        }
        if (!directory.isEmpty()) {
            throw FileError.ENOTEMPTY.exception();
        }
        found.parent().remove(found.name(), now);
        unlinked(directory, now);
    }

    /// Gives something another name, in place of what has that name now, if it can be replaced.
    public synchronized void rename(Location from, Location to, long now) {
        Rename rename = new Rename(find(from, false), find(to, false));
        rename.check();
        Node replaced = rename.perform(now);
        if (replaced != null) {
            unlinked(replaced, now);
        }
    }

    /// Sets something about a file.
    ///
    /// @param follows whether of that which a symbolic link leads to
    public synchronized void change(
            Location at, boolean follows, AttributeChange change, long now) {
        find(at, follows).existing().set(change, now);
    }

    /// How much fits where `at` is.
    public synchronized Space space(Location at) {
        Volume volume = find(at, true).existing().volume;
        return volume.readOnly() ? new Space(0, 0) : volume.budget().space();
    }

    private Found find(Location at, boolean follows) {
        OpenFile base = at.directory();
        DirectoryNode start = root;
        if (base != null && !at.path().startsWith("/")) {
            start = base.directory();
        }
        return PathWalk.walk(root, start, at.path(), follows);
    }

    /// A name that can be given to something new.
    private Found vacant(Location at) {
        Found found = find(at, false);
        if (found.node() != null) {
            throw FileError.EEXIST.exception();
        }
        found.parent().requireChangeable();
        return found;
    }

    private static Node create(Found found, OpenFlags flags, int permissions, long now) {
        if (!flags.creates()) {
            throw FileError.ENOENT.exception();
        }
        if (flags.wantsDirectory()) {
            throw FileError.EINVAL.exception();
        }
        found.parent().requireChangeable();
        RegularNode made = new RegularNode(found.parent().volume, permissions, now);
        made.links = 1;
        insert(found, made, now);
        return made;
    }

    /// Names something new; without room for the name it goes again.
    private static void insert(Found found, Node made, long now) {
        try {
            found.parent().add(found.name(), made, now);
        } catch (FileException e) {
            made.links = 0;
            made.releaseIfUnreachable();
            throw e;
        }
    }

    /// Counts a name less, and for a directory also its own `.`.
    private static void unlinked(Node node, long now) {
        node.links -= node instanceof DirectoryNode ? 2 : 1;
        node.changed = now;
        node.releaseIfUnreachable();
    }
}
