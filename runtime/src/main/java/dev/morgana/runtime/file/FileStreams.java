package dev.morgana.runtime.file;

import dev.morgana.runtime.console.StandardStreams;
import dev.morgana.runtime.machine.MachineClock;
import dev.morgana.storage.FileError;
import dev.morgana.storage.FileException;
import dev.morgana.storage.FileKind;
import dev.morgana.storage.Location;
import dev.morgana.storage.OpenFile;
import dev.morgana.storage.OpenFlags;
import java.io.FileDescriptor;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Objects;
import jdk.internal.access.JavaIOFileDescriptorAccess;
import jdk.internal.access.SharedSecrets;

/// The streams of `java.io`: those of the console by the numbers 0 to 2, and those of files.
final class FileStreams {
    /// Permissions of a new file, before the mask.
    private static final int PERMISSIONS = 0666;

    private static final JavaIOFileDescriptorAccess ACCESS =
            SharedSecrets.getJavaIOFileDescriptorAccess();

    private FileStreams() {}

    /// Opens a file to be read, and nothing else.
    static void openToRead(FileDescriptor descriptor, String path) throws FileNotFoundException {
        try {
            install(descriptor, Tree.openToRead(path));
        } catch (FileException e) {
            throw notFound(path, e);
        }
    }

    /// Opens a file, and makes it if `flags` say so.
    static void open(FileDescriptor descriptor, String path, int flags)
            throws FileNotFoundException {
        try {
            install(
                    descriptor,
                    Mount.get()
                            .open(
                                    Location.of(path),
                                    new OpenFlags(flags),
                                    PERMISSIONS & ~Tree.MASK,
                                    MachineClock.wall()));
        } catch (FileException e) {
            throw notFound(path, e);
        }
    }

    /// Reads up to `count` bytes.
    ///
    /// @return bytes read; -1 at the end
    static int read(FileDescriptor descriptor, byte[] to, int offset, int count)
            throws IOException {
        if (isStandard(descriptor)) {
            return StandardStreams.read(descriptor, to, offset, count);
        }
        Objects.checkFromIndexSize(offset, count, to.length);
        if (count == 0) {
            return 0;
        }
        try {
            int got = file(descriptor).read(to, offset, count, MachineClock.wall());
            return got == 0 ? -1 : got;
        } catch (FileException e) {
            throw failed(e);
        }
    }

    /// Reads a byte, or gives -1 at the end.
    static int read(FileDescriptor descriptor) throws IOException {
        byte[] one = new byte[1];
        return read(descriptor, one, 0, 1) == 1 ? one[0] & 255 : -1;
    }

    /// Writes `count` bytes.
    static void write(FileDescriptor descriptor, byte[] from, int offset, int count)
            throws IOException {
        if (isStandard(descriptor)) {
            StandardStreams.write(descriptor, from, offset, count);
            return;
        }
        Objects.checkFromIndexSize(offset, count, from.length);
        try {
            OpenFile file = file(descriptor);
            int done = 0;
            while (done < count) {
                done += file.write(from, offset + done, count - done, MachineClock.wall());
            }
        } catch (FileException e) {
            throw failed(e);
        }
    }

    /// Writes a byte.
    static void write(FileDescriptor descriptor, int octet) throws IOException {
        write(descriptor, new byte[] {(byte) octet}, 0, 1);
    }

    /// Bytes that can be read at once.
    static int available(FileDescriptor descriptor) throws IOException {
        if (isStandard(descriptor)) {
            return StandardStreams.available(descriptor);
        }
        try {
            OpenFile file = file(descriptor);
            long left = file.status().size() - file.position();
            return Math.clamp(left, 0, Integer.MAX_VALUE);
        } catch (FileException e) {
            throw failed(e);
        }
    }

    /// Where the next read or write goes.
    static long position(FileDescriptor descriptor) throws IOException {
        try {
            return seekable(descriptor).position();
        } catch (FileException e) {
            throw failed(e);
        }
    }

    /// Moves to a position.
    static void seek(FileDescriptor descriptor, long position) throws IOException {
        try {
            seekable(descriptor).seek(position);
        } catch (FileException e) {
            throw failed(e);
        }
    }

    /// Bytes of the file; 0 for what is none.
    static long size(FileDescriptor descriptor) throws IOException {
        try {
            return isStandard(descriptor) ? 0 : file(descriptor).status().size();
        } catch (FileException e) {
            throw failed(e);
        }
    }

    /// Sets the bytes of the file. A position behind the new end moves there.
    static void resize(FileDescriptor descriptor, long size) throws IOException {
        try {
            OpenFile file = seekable(descriptor);
            file.resize(size, MachineClock.wall());
            if (file.position() > size) {
                file.seek(size);
            }
        } catch (FileException e) {
            throw failed(e);
        }
    }

    /// Whether it is a file with bytes.
    static boolean isRegular(FileDescriptor descriptor) throws IOException {
        try {
            return !isStandard(descriptor) && file(descriptor).status().kind() == FileKind.REGULAR;
        } catch (FileException e) {
            throw failed(e);
        }
    }

    /// The exception of `java.io` for an error.
    static IOException failed(FileException e) {
        return new IOException(e.error().text());
    }

    static boolean isStandard(FileDescriptor descriptor) {
        int number = ACCESS.get(descriptor);
        return number >= 0 && number < OpenFiles.FIRST;
    }

    /// The open file behind a descriptor.
    static OpenFile file(FileDescriptor descriptor) throws IOException {
        int number = ACCESS.get(descriptor);
        if (number < 0) {
            throw new IOException("Stream Closed");
        }
        return OpenFiles.get(number);
    }

    private static OpenFile seekable(FileDescriptor descriptor) throws IOException {
        if (isStandard(descriptor)) {
            throw FileError.ESPIPE.exception();
        }
        return file(descriptor);
    }

    /// `java.io` opens no directories.
    private static void install(FileDescriptor descriptor, OpenFile file) {
        if (file.status().kind() == FileKind.DIRECTORY) {
            file.close();
            throw FileError.EISDIR.exception();
        }
        ACCESS.set(descriptor, OpenFiles.add(file));
        ACCESS.setAppend(descriptor, file.appends());
    }

    private static FileNotFoundException notFound(String path, FileException e) {
        return new FileNotFoundException(path + " (" + e.error().text() + ")");
    }
}
