package dev.morgana.runtime.file;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CanonicalPathTest {
    @ParameterizedTest
    @CsvSource({"/,/", "/a/b,/a/b", "//a///b/,/a/b", "/a/./b,/a/b", "/a/../b,/b", "/../..,/"})
    void shortest(String path, String expected) {
        assertEquals(expected, CanonicalPath.of(path));
    }

    @ParameterizedTest
    @CsvSource({"/,true", "/..,true", "//,true", ".,true", "/a,false", "'',false"})
    void root(String path, boolean expected) {
        assertEquals(expected, NoFiles.isRoot(path));
    }
}
