package dev.morgana.runtime.file;

/// What `/proc/mounts` says on Linux: the root, which cannot be changed, and `/tmp`.
final class MountTable {
    /// What `getlinelen` gives at the end of a file.
    static final int NO_LINE = -1;

    private static final String[][] ENTRIES = {
        {"rootfs", "/", "rootfs", "ro"}, {"tmpfs", "/tmp", "tmpfs", "rw"}
    };
    private static final Slots<MountTable> OPEN = new Slots<>();

    private int next;

    private MountTable() {}

    /// Begins to read it.
    static long open() {
        return OPEN.add(new MountTable()) + 1L;
    }

    /// Puts the next entry into `to`, and says whether there was one.
    static boolean read(long stream, Target_sun_nio_fs_UnixMountEntry to) {
        MountTable table = OPEN.get((int) stream - 1);
        if (table == null || table.next == ENTRIES.length) {
            return false;
        }
        String[] entry = ENTRIES[table.next++];
        to.name = UnixCalls.bytes(entry[0]);
        to.dir = UnixCalls.bytes(entry[1]);
        to.fstype = UnixCalls.bytes(entry[2]);
        to.opts = UnixCalls.bytes(entry[3]);
        return true;
    }

    /// Ends that.
    static void close(long stream) {
        OPEN.remove((int) stream - 1);
    }
}
