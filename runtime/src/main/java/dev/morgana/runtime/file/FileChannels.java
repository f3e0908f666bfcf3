package dev.morgana.runtime.file;

import dev.morgana.runtime.console.StandardStreams;
import dev.morgana.runtime.machine.MachineClock;
import dev.morgana.runtime.machine.NativeBuffers;
import dev.morgana.storage.FileException;
import java.io.FileDescriptor;
import java.io.IOException;

/// Moves bytes between open files, or the console, and the addresses that file channels hand down.
final class FileChannels {
    private static final int END = -1;

    /// Bytes of a `struct iovec`: an address, and a length from the eighth byte on.
    private static final int VECTOR_ENTRY = 16;

    private static final int VECTOR_LENGTH = 8;

    private FileChannels() {}

    /// Reads at the position.
    ///
    /// @return bytes read; -1 at the end
    static long read(FileDescriptor descriptor, long to, long count) throws IOException {
        if (FileStreams.isStandard(descriptor)) {
            return readStandard(descriptor, to, (int) count);
        }
        try {
            return orEnd(
                    FileStreams.file(descriptor)
                            .read(count, new NativeBytes(to), MachineClock.wall()));
        } catch (FileException e) {
            throw FileStreams.failed(e);
        }
    }

    /// Reads at a position.
    ///
    /// @return bytes read; -1 at the end
    static int read(FileDescriptor descriptor, long to, int count, long position)
            throws IOException {
        try {
            return (int)
                    orEnd(
                            FileStreams.file(descriptor)
                                    .read(
                                            position,
                                            count,
                                            new NativeBytes(to),
                                            MachineClock.wall()));
        } catch (FileException e) {
            throw FileStreams.failed(e);
        }
    }

    /// Writes at the position.
    ///
    /// @return bytes written
    static long write(FileDescriptor descriptor, long from, long count) throws IOException {
        if (FileStreams.isStandard(descriptor)) {
            return writeStandard(descriptor, from, (int) count);
        }
        try {
            return FileStreams.file(descriptor)
                    .write(count, new NativeBytes(from), MachineClock.wall());
        } catch (FileException e) {
            throw FileStreams.failed(e);
        }
    }

    /// Writes at a position.
    ///
    /// @return bytes written
    static int write(FileDescriptor descriptor, long from, int count, long position)
            throws IOException {
        try {
            return (int)
                    FileStreams.file(descriptor)
                            .write(position, count, new NativeBytes(from), MachineClock.wall());
        } catch (FileException e) {
            throw FileStreams.failed(e);
        }
    }

    /// Reads into an array of `iovec`, stopping at the first that is not filled.
    static long readVector(FileDescriptor descriptor, long vector, int entries) throws IOException {
        long done = 0;
        for (int i = 0; i < entries; i++) {
            long entry = vector + (long) i * VECTOR_ENTRY;
            long count = NativeBuffers.getLong(entry + VECTOR_LENGTH);
            long got = count == 0 ? 0 : read(descriptor, NativeBuffers.getLong(entry), count);
            if (got < count) {
                return got == END ? orEnd(done) : done + got;
            }
            done += got;
        }
        return done;
    }

    /// Writes an array of `iovec`, stopping at the first that is not written whole.
    static long writeVector(FileDescriptor descriptor, long vector, int entries)
            throws IOException {
        long done = 0;
        for (int i = 0; i < entries; i++) {
            long entry = vector + (long) i * VECTOR_ENTRY;
            long count = NativeBuffers.getLong(entry + VECTOR_LENGTH);
            try {
                long put = count == 0 ? 0 : write(descriptor, NativeBuffers.getLong(entry), count);
                done += put;
                if (put < count) {
                    return done;
                }
            } catch (IOException e) {
                if (done > 0) {
                    return done;
                }
                throw e;
            }
        }
        return done;
    }

    /// Sets the bytes of the file.
    static void resize(FileDescriptor descriptor, long size) throws IOException {
        try {
            FileStreams.file(descriptor).resize(size, MachineClock.wall());
        } catch (FileException e) {
            throw FileStreams.failed(e);
        }
    }

    /// Closes a file by its number.
    static void close(int number) throws IOException {
        try {
            OpenFiles.close(number);
        } catch (FileException e) {
            throw FileStreams.failed(e);
        }
    }

    private static long orEnd(long got) {
        return got == 0 ? END : got;
    }

    private static int readStandard(FileDescriptor descriptor, long to, int count)
            throws IOException {
        byte[] bytes = new byte[Math.min(count, 8192)];
        int got = StandardStreams.read(descriptor, bytes, 0, bytes.length);
        if (got > 0) {
            NativeBuffers.write(to, bytes, 0, got);
        }
        return got;
    }

    private static int writeStandard(FileDescriptor descriptor, long from, int count)
            throws IOException {
        byte[] bytes = new byte[Math.min(count, 8192)];
        NativeBuffers.read(from, bytes, 0, bytes.length);
        StandardStreams.write(descriptor, bytes, 0, bytes.length);
        return bytes.length;
    }
}
