package dev.morgana.image.hosted;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NativeMethodSurveyTest {
    /// JNI specification, chapter 2, "Resolving native method names".
    @ParameterizedTest
    @CsvSource({
        "java.io.File, java_io_File",
        "a_b, a_1b",
        "a.B$C, a_B_00024C",
        "ü, _000fc",
        "initIDs, initIDs",
        "read0, read0"
    })
    void manglesNamesAsJniDoes(String name, String mangled) {
        assertEquals(mangled, NativeMethodSurvey.mangle(name));
    }
}
