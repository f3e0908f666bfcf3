package dev.morgana.runtime.file;

import java.io.FileNotFoundException;
import java.io.IOException;

/// The errors of a file system that holds its root directory and nothing else, in the words of Linux.
public final class NoFiles {
    private NoFiles() {}

    /// Whether this is one of the names of the root directory.
    static boolean isRoot(String path) {
        for (int i = 0; i < path.length(); i++) {
            if (path.charAt(i) != '/' && path.charAt(i) != '.') {
                return false;
            }
        }
        return !path.isEmpty();
    }

    /// Why `path` cannot be opened.
    public static FileNotFoundException cannotOpen(String path) {
        String why = isRoot(path) ? "Is a directory" : "No such file or directory";
        return new FileNotFoundException(path + " (" + why + ")");
    }

    /// Why something that is not a file has no position.
    public static IOException illegalSeek() {
        return new IOException("Illegal seek");
    }

    /// Why nothing can be created.
    static IOException readOnly() {
        return new IOException("Read-only file system");
    }

    /// Why a descriptor is not one of a file.
    static IOException badDescriptor() {
        return new IOException("Bad file descriptor");
    }
}
