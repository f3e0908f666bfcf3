package dev.morgana.runtime.file;

import dev.morgana.storage.FileStatus;

/// Fills the JDK's `struct stat`.
final class UnixStatus {
    private static final long NANOS = 1_000_000_000;

    private UnixStatus() {}

    static void fill(Target_sun_nio_fs_UnixFileAttributes to, FileStatus from) {
        to.st_mode = from.mode();
        to.st_ino = from.number();
        to.st_dev = from.device();
        to.st_rdev = 0;
        to.st_nlink = from.links();
        to.st_uid = from.owner();
        to.st_gid = from.group();
        to.st_size = from.size();
        FileStatus.Times times = from.times();
        to.st_atime_sec = Math.floorDiv(times.accessed(), NANOS);
        to.st_atime_nsec = Math.floorMod(times.accessed(), NANOS);
        to.st_mtime_sec = Math.floorDiv(times.modified(), NANOS);
        to.st_mtime_nsec = Math.floorMod(times.modified(), NANOS);
        to.st_ctime_sec = Math.floorDiv(times.changed(), NANOS);
        to.st_ctime_nsec = Math.floorMod(times.changed(), NANOS);
        to.st_birthtime_sec = Math.floorDiv(times.created(), NANOS);
        to.st_birthtime_nsec = Math.floorMod(times.created(), NANOS);
        to.birthtime_available = true;
    }
}
