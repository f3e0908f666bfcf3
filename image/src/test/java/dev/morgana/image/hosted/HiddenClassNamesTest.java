package dev.morgana.image.hosted;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

final class HiddenClassNamesTest {
    @Test
    void theAddressOfASwitchIsCutOff() {
        assertEquals(
                "Lshop/Main$$TypeSwitch",
                HiddenClassNames.stem("Lshop/Main$$TypeSwitch.0x000000003b065498;"));
    }

    @Test
    void otherNamesStay() {
        assertEquals("", HiddenClassNames.stem("Lshop/Main;"));
        assertEquals("", HiddenClassNames.stem("Lshop/Main$$Lambda.0x000000003b065498;"));
    }
}
