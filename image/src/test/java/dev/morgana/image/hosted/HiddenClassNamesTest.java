package dev.morgana.image.hosted;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

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

    @Test
    void onlyHiddenClassesEndInAnAddress() {
        assertTrue(HiddenClassNames.endsInAddress("Lshop/Main$$TypeSwitch.0x000000003b065498;"));
        assertFalse(HiddenClassNames.endsInAddress("Lshop/VeryLongNamedServlet$$TypeSwitch;"));
        assertFalse(HiddenClassNames.endsInAddress("Lshop/Main;"));
        assertFalse(HiddenClassNames.endsInAddress("I"));
    }
}
