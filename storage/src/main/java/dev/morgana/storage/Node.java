package dev.morgana.storage;

import dev.morgana.storage.FileStatus.Times;

/// Something that names can stand for. It lives as long as it has a name or is open. Guarded by the file system.
abstract sealed class Node permits DirectoryNode, RegularNode, LinkNode {
    /// What a node takes of the budget.
    static final int COST = 192;

    final Volume volume;
    final long number;
    int permissions;
    int links;
    int opens;
    int owner;
    int group;
    long accessed;
    long modified;
    long changed;
    private final long created;

    Node(Volume volume, int permissions, long now) {
        volume.budget().require(COST);
        this.volume = volume;
        this.number = volume.nextNumber();
        this.permissions = permissions & 07777;
        this.created = now;
        accessed = now;
        modified = now;
        changed = now;
    }

    abstract FileKind kind();

    abstract long size();

    /// Gives back what it takes of the budget beyond [#COST].
    abstract void free();

    /// Gives back everything, if nobody can reach it any more.
    final void releaseIfUnreachable() {
        if (links == 0 && opens == 0) {
            free();
            volume.budget().give(COST);
        }
    }

    /// Notes that it was read: as Linux does by default (`relatime`), only once after each change, and once a day.
    final void touchAccessed(long now) {
        boolean stale = accessed <= modified || accessed <= changed;
        if (!volume.readOnly() && (stale || now - accessed >= 86_400_000_000_000L)) {
            accessed = now;
        }
    }

    final void touchModified(long now) {
        modified = now;
        changed = now;
    }

    /// Sets something about it.
    final void set(AttributeChange change, long now) {
        requireWritable();
        switch (change) {
            case AttributeChange.Permissions(int bits) -> permissions = bits & 07777;
            case AttributeChange.Owner(int newOwner, int newGroup) -> {
                owner = newOwner == -1 ? owner : newOwner;
                group = newGroup == -1 ? group : newGroup;
            }
            case AttributeChange.Times(long newAccessed, long newModified) -> {
                accessed = newAccessed;
                modified = newModified;
            }
        }
        changed = now;
    }

    final void requireWritable() {
        if (volume.readOnly()) {
            throw FileError.EROFS.exception();
        }
    }

    final FileStatus status() {
        Times times = new Times(accessed, modified, changed, created);
        return new FileStatus(
                kind(), permissions, volume.device(), number, links, owner, group, size(), times);
    }
}
