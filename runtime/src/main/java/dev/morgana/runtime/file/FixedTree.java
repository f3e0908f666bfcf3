package dev.morgana.runtime.file;

import dev.morgana.storage.FileError;
import dev.morgana.storage.FileKind;
import dev.morgana.storage.FileStatus;
import dev.morgana.storage.Space;
import java.util.List;

/// What is always there: `/`, which holds `/tmp`, which holds nothing yet.
final class FixedTree {
    /// Device number of the root; that of `/tmp` is the next one.
    static final int ROOT_DEVICE = 1;

    private static final String TEMPORARY = "/tmp";
    private static final int EMPTY_SIZE = 40;
    private static final int ENTRY_SIZE = 20;

    private FixedTree() {}

    /// Lets only what is there pass, in its shortest form.
    static String existing(String path) {
        String shortest = PathText.join("/", path);
        if (path.isEmpty() || !(shortest.equals("/") || shortest.equals(TEMPORARY))) {
            throw FileError.ENOENT.exception();
        }
        return shortest;
    }

    static FileStatus status(String path) {
        boolean temporary = existing(path).equals(TEMPORARY);
        long since = Mount.since();
        return new FileStatus(
                FileKind.DIRECTORY,
                temporary ? 01777 : 0755,
                temporary ? ROOT_DEVICE + 1 : ROOT_DEVICE,
                1,
                temporary ? 2 : 3,
                0,
                0,
                temporary ? EMPTY_SIZE : EMPTY_SIZE + ENTRY_SIZE,
                new FileStatus.Times(since, since, since, since));
    }

    static List<String> names(String path) {
        return existing(path).equals(TEMPORARY) ? List.of() : List.of("tmp");
    }

    static Space space(String path) {
        boolean temporary = existing(path).equals(TEMPORARY);
        long capacity = temporary ? Mount.capacity() : 0;
        return new Space(capacity, capacity);
    }
}
