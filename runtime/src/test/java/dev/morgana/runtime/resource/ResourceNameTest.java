package dev.morgana.runtime.resource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.oracle.svm.util.NativeImageResourcePathRepresentation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResourceNameTest {
    private static final String CHARACTERS = "a./\\ä";
    private static final int LONGEST = 6;

    @ParameterizedTest
    @ValueSource(
            strings = {"a", "a.b", "META-INF/services/java.lang.System$LoggerFinder", "a/b./c"})
    void usualNamesAreCanonical(String name) {
        assertTrue(ResourceName.isCanonical(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "/a", "a/", "a//b", "./a", "a/./b", "a/../b", "a/.b", "ä"})
    void othersHaveToBeLookedAt(String name) {
        assertFalse(ResourceName.isCanonical(name));
    }

    @Test
    void aNameThatIsCanonicalIsItsCanonicalForm() {
        long names = 0;
        for (int length = 0; length <= LONGEST; length++) {
            names += compare("", length);
        }
        assertTrue(names > 100, names + " names");
    }

    /// Compares all names with `beginning` and `more` further characters, and counts the canonical ones.
    private static long compare(String beginning, int more) {
        if (more > 0) {
            return CHARACTERS
                    .chars()
                    .mapToLong(next -> compare(beginning + (char) next, more - 1))
                    .sum();
        }
        if (!ResourceName.isCanonical(beginning)) {
            return 0;
        }
        assertEquals(beginning, NativeImageResourcePathRepresentation.toCanonicalForm(beginning));
        return 1;
    }
}
