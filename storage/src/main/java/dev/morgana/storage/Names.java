package dev.morgana.storage;

/// Lengths of names as Linux counts them: in bytes of UTF-8.
final class Names {
    /// Longest name.
    static final int LONGEST = 255;

    /// Longest path, without the zero at its end.
    static final int LONGEST_PATH = 4095;

    private Names() {}

    static int length(String name) {
        int length = 0;
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c < 0x80) {
                length++;
            } else if (c < 0x800 || Character.isSurrogate(c)) {
                length += 2;
            } else {
                length += 3;
            }
        }
        return length;
    }

    /// Refuses the paths that no call takes.
    static void checkPath(String path) {
        if (path.isEmpty()) {
            throw FileError.ENOENT.exception();
        }
        if (length(path) > LONGEST_PATH) {
            throw FileError.ENAMETOOLONG.exception();
        }
    }

    /// Refuses a name that is too long.
    static void check(String name) {
        if (name.length() * 3 > LONGEST && length(name) > LONGEST) {
            throw FileError.ENAMETOOLONG.exception();
        }
    }
}
