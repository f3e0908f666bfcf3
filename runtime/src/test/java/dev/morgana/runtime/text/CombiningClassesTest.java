package dev.morgana.runtime.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import sun.text.Normalizer;

class CombiningClassesTest {
    @Test
    @DisplayName("every character has the class that the JDK gives it")
    void all() {
        for (int character = 0; character <= Character.MAX_CODE_POINT; character++) {
            assertEquals(
                    Normalizer.getCombiningClass(character),
                    CombiningClasses.of(character),
                    Integer.toHexString(character));
        }
    }

    @Test
    @DisplayName("known ones: below, above, iota subscript; what is no character has none")
    void known() {
        assertEquals(230, CombiningClasses.of(0x0307));
        assertEquals(220, CombiningClasses.of(0x0323));
        assertEquals(240, CombiningClasses.of(0x0345));
        assertEquals(0, CombiningClasses.of('i'));
        assertEquals(0, CombiningClasses.of(-1));
        assertEquals(0, CombiningClasses.of(Character.MAX_CODE_POINT + 1));
    }
}
