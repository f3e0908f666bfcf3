package dev.morgana.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class MemorySizeTest {
    @ParameterizedTest
    @CsvSource({
        "64M, 67108864",
        "4096K, 4194304",
        "16384k, 16777216",
        "1G, 1073741824",
        "2g, 2147483648",
        "12m, 12582912"
    })
    void readsNumbersWithAUnit(String text, long bytes) {
        assertEquals(bytes, MemorySize.parse(text).bytes());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "64", "M", "-1M", "64MB", "6.5M", "64 M", "1T", "99999999999G"})
    void refusesOtherForms(String text) {
        var refused = assertThrows(UsageException.class, () -> MemorySize.parse(text));
        assertEquals(
                "'"
                        + text
                        + "' is not an amount of memory: write a number with K, M or G, such as 64M",
                refused.getMessage());
    }

    @Test
    void refusesWhatNothingStartsWith() {
        assertEquals(
                "1M of memory is too little: the least is 4M",
                assertThrows(UsageException.class, () -> MemorySize.parse("1M")).getMessage());
        assertThrows(UsageException.class, () -> MemorySize.parse("0G"));
    }

    @Test
    void saysTheAmountInQemusUnit() {
        assertEquals("65536K", MemorySize.parse("64M").forQemu());
        assertEquals("5000K", MemorySize.parse("5000K").forQemu());
    }
}
