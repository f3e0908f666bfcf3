package dev.morgana.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class NetworkChoiceTest {
    @Test
    void readsTheKinds() {
        assertEquals(new NetworkChoice.User(), NetworkChoice.parse("user"));
        assertEquals(new NetworkChoice.None(), NetworkChoice.parse("none"));
        assertEquals(new NetworkChoice.Tap("tap0"), NetworkChoice.parse("tap:tap0"));
        assertEquals(new NetworkChoice.Wire(7000, 7001), NetworkChoice.parse("udp:7000:7001"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "tap",
                "tap:",
                "User",
                "tap:a b",
                "udp:1",
                "udp:1:65536",
                "tap:x,script=/bin/sh",
                "tap:aninterfacewithalongname"
            })
    void refusesEverythingElse(String text) {
        assertThrows(UsageException.class, () -> NetworkChoice.parse(text));
    }
}
