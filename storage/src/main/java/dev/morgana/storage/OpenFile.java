package dev.morgana.storage;

import java.util.List;

/// An open file or directory. Its file stays until it is closed, even without a name. Any thread may call any method.
public final class OpenFile {
    private final MemoryFileSystem fileSystem;
    private final Node node;
    private final OpenFlags flags;
    private long position;
    private boolean closed;

    OpenFile(MemoryFileSystem fileSystem, Node node, OpenFlags flags) {
        this.fileSystem = fileSystem;
        this.node = node;
        this.flags = flags;
        node.opens++;
    }

    /// Whether each write goes to the end.
    public boolean appends() {
        return flags.appends();
    }

    /// What is known about the file.
    public FileStatus status() {
        synchronized (fileSystem) {
            return open().status();
        }
    }

    /// Reads at the position, which moves on.
    ///
    /// @return bytes read; 0 at the end
    public long read(long count, Destination to, long now) {
        synchronized (fileSystem) {
            long got = read(position, count, to, now);
            position += got;
            return got;
        }
    }

    /// Reads at the position into an array, which has the room.
    ///
    /// @return bytes read; 0 at the end
    public int read(byte[] to, int offset, int count, long now) {
        return (int) read(count, new ArrayBytes(to, offset), now);
    }

    /// Reads at `at`.
    ///
    /// @return bytes read; 0 at the end
    public long read(long at, long count, Destination to, long now) {
        synchronized (fileSystem) {
            if (!flags.reads()) {
                throw FileError.EBADF.exception();
            }
            RegularNode file = file();
            requireNotNegative(at);
            file.touchAccessed(now);
            return file.content.read(at, count, to);
        }
    }

    /// Writes at the position, which moves on, or to the end if the file is open for appending.
    ///
    /// @return bytes written: fewer than `count` if the memory is full
    public long write(long count, Source from, long now) {
        synchronized (fileSystem) {
            long put = write(position, count, from, now);
            position = flags.appends() ? node.size() : position + put;
            return put;
        }
    }

    /// Writes bytes of an array at the position.
    ///
    /// @return bytes written: fewer than `count` if the memory is full
    public int write(byte[] from, int offset, int count, long now) {
        return (int) write(count, new ArrayBytes(from, offset), now);
    }

    /// Writes at `at`, or, as on Linux, to the end if the file is open for appending.
    ///
    /// @return bytes written: fewer than `count` if the memory is full
    public long write(long at, long count, Source from, long now) {
        synchronized (fileSystem) {
            RegularNode file = writable();
            requireNotNegative(at);
            long put = file.content.write(flags.appends() ? file.size() : at, count, from);
            if (put > 0) {
                file.touchModified(now);
            }
            return put;
        }
    }

    /// Where the next read or write goes.
    public long position() {
        synchronized (fileSystem) {
            open();
            return position;
        }
    }

    /// Moves there, be it behind the end.
    public void seek(long to) {
        synchronized (fileSystem) {
            open();
            requireNotNegative(to);
            position = to;
        }
    }

    /// Sets the file's size. What is added is zero.
    public void resize(long size, long now) {
        synchronized (fileSystem) {
            if (!flags.writes() || !(open() instanceof RegularNode file)) {
                throw FileError.EINVAL.exception();
            }
            requireNotNegative(size);
            file.resize(size, now);
        }
    }

    /// The names in this directory, in order.
    public List<String> names(long now) {
        synchronized (fileSystem) {
            if (!(open() instanceof DirectoryNode directory)) {
                throw FileError.ENOTDIR.exception();
            }
            directory.touchAccessed(now);
            return directory.names();
        }
    }

    /// Sets what `change` sets.
    public void change(AttributeChange change, long now) {
        synchronized (fileSystem) {
            open().set(change, now);
        }
    }

    /// Closes it. If the file has no name any more, its memory is given back. Calling it again does nothing.
    public void close() {
        synchronized (fileSystem) {
            if (!closed) {
                closed = true;
                node.opens--;
                node.releaseIfUnreachable();
            }
        }
    }

    /// The directory that relative paths begin at.
    DirectoryNode directory() {
        if (open() instanceof DirectoryNode directory) {
            return directory;
        }
        throw FileError.ENOTDIR.exception();
    }

    private Node open() {
        if (closed) {
            throw FileError.EBADF.exception();
        }
        return node;
    }

    private RegularNode file() {
        return switch (open()) {
            case RegularNode file -> file;
            case DirectoryNode _ -> throw FileError.EISDIR.exception();
            case LinkNode _ -> throw FileError.EBADF.exception();
        };
    }

    private RegularNode writable() {
        if (!flags.writes()) {
            throw FileError.EBADF.exception();
        }
        return file();
    }

    private static void requireNotNegative(long value) {
        if (value < 0) {
            throw FileError.EINVAL.exception();
        }
    }
}
