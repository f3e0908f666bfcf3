package dev.morgana.runtime.file;

import dev.morgana.storage.FileError;
import dev.morgana.storage.OpenFile;

/// Numbers of open files.
final class OpenFiles {
    /// The smallest number: those below are of the console and of sockets.
    static final int FIRST = 1 << 20;

    private static final Slots<OpenFile> SLOTS = new Slots<>();

    private OpenFiles() {}

    /// Gives an open file a number.
    static int add(OpenFile file) {
        int slot = SLOTS.add(file);
        if (slot < 0) {
            file.close();
            throw FileError.EMFILE.exception();
        }
        return FIRST + slot;
    }

    /// The file with this number.
    static OpenFile get(int number) {
        OpenFile found = SLOTS.get(number - FIRST);
        if (found == null) {
            throw FileError.EBADF.exception();
        }
        return found;
    }

    /// Closes a file, and frees its number.
    static void close(int number) {
        OpenFile removed = SLOTS.remove(number - FIRST);
        if (removed == null) {
            throw FileError.EBADF.exception();
        }
        removed.close();
    }
}
