package dev.morgana.runtime.file;

/// What the numbers mean that go between the JDK's classes and what they take for C. They stand here, as a class with substitutions has
/// the fields of the JDK's and no others.
final class UnixNumbers {
    /// Capability: operations that begin at an open directory.
    static final int SUPPORTS_OPENAT = 1 << 1;

    /// Capability: files know when they were created.
    static final int SUPPORTS_BIRTHTIME = 1 << 16;

    /// `AT_SYMLINK_NOFOLLOW`.
    static final int DO_NOT_FOLLOW = 0x100;

    /// `AT_REMOVEDIR`.
    static final int REMOVE_DIRECTORY = 0x200;

    /// Bytes of a block of a file store, and of a page.
    static final int BLOCK = 4096;

    /// `sun.nio.ch.IOStatus.UNSUPPORTED`.
    static final int UNSUPPORTED = -4;

    /// `sun.nio.ch.IOStatus.UNSUPPORTED_CASE`.
    static final int UNSUPPORTED_CASE = -6;

    /// The bit of a mode of `RandomAccessFile` that says that it is to be written, too.
    static final int READ_WRITE = 2;

    /// Permissions to write.
    static final int WRITE_BITS = 0222;

    /// Permissions of the owner stand above those of all by as many bits.
    static final int OWNER_SHIFT = 6;

    /// A permission of all times this is one of everybody.
    static final int EVERYBODY = 0111;

    /// Longest name of a file, in bytes.
    static final int LONGEST_NAME = 255;

    private UnixNumbers() {}
}
