package dev.morgana.runtime.file;

import com.oracle.svm.core.annotate.TargetClass;

/// The JDK's `struct statvfs`; all zero, as the root directory has no room.
@TargetClass(className = "sun.nio.fs.UnixFileStoreAttributes")
final class Target_sun_nio_fs_UnixFileStoreAttributes {}
