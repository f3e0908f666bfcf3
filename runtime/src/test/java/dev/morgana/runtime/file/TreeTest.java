package dev.morgana.runtime.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.morgana.storage.FileError;
import dev.morgana.storage.FileException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is there before anything was created.
class TreeTest {
    @ParameterizedTest
    @CsvSource({
        "/,/",
        "/a/b,/a/b",
        "//a///b/,/a/b",
        "/a/./b,/a/b",
        "/a/../b,/b",
        "/../..,/",
        "/tmp/../tmp/x,/tmp/x"
    })
    void shortensPathsOfWhatNeedNotExist(String path, String expected) {
        assertEquals(expected, Tree.canonical(path));
    }

    @ParameterizedTest
    @CsvSource({"/,/", "/..,/", "//,/", ".,/", "tmp,/tmp", "/tmp/../tmp/.,/tmp"})
    void knowsTheTwoDirectories(String path, String expected) {
        assertEquals(expected, Tree.realPath(path));
    }

    @Test
    void listsThem() {
        assertEquals(List.of("tmp"), Tree.names("/"));
        assertEquals(List.of(), Tree.names("/tmp"));
        refused(FileError.ENOENT, () -> Tree.names("/tmp/x"));
    }

    @Test
    void refusesTheRest() {
        refused(FileError.ENOENT, () -> Tree.realPath(""));
        refused(FileError.ENOENT, () -> Tree.openToRead("/tmp/x"));
        refused(FileError.EISDIR, () -> Tree.openToRead("/tmp"));
        refused(FileError.ENOENT, () -> Tree.changeable("/x"));
    }

    private static void refused(FileError error, Executable operation) {
        assertEquals(error, assertThrows(FileException.class, operation).error());
    }
}
