package dev.morgana.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// What holds of a machine at any time, by rows 1 to 3 of `docs/security.md`: looked at by QEMU's monitor while it runs.
///
/// @param executable all pages that can be executed, which never change
record Seal(Set<Mapping> executable) {
    /// Checks page tables and control registers of a machine with `cpus` processors.
    static Seal checked(Monitor monitor, int cpus) throws IOException {
        List<Mapping> pages = Mapping.all(monitor);
        checkPages(pages);
        checkTables(monitor, pages);
        checkRegisters(monitor, cpus);
        Set<Mapping> executable =
                pages.stream().filter(Mapping::executable).collect(Collectors.toSet());
        assertFalse(executable.isEmpty(), "no page is executable");
        return new Seal(executable);
    }

    private static void checkPages(List<Mapping> pages) {
        assertTrue(pages.stream().anyMatch(Mapping::writable), "no page is writable");
        for (Mapping page : pages) {
            assertFalse(page.writable() && page.executable(), page::toString);
            assertFalse(page.user(), page::toString);
            assertTrue(Long.compareUnsigned(page.address(), 1 << 20) >= 0, page::toString);
        }
    }

    /// The window is the only way to a page table, and its address is a secret of the machine layer.
    private static void checkTables(Monitor monitor, List<Mapping> pages) throws IOException {
        Set<Long> tables = Mapping.tables(monitor);
        assertTrue(tables.size() > 10, () -> tables.size() + " tables");
        for (Mapping page : pages) {
            if (Long.compareUnsigned(page.address(), Mapping.WINDOW) < 0) {
                assertFalse(tables.stream().anyMatch(page::holds), page::toString);
            }
        }
    }

    /// CR0.WP makes read-only pages so for ring 0 too; EFER.NXE makes no-execute count; CR4 has UMIP, SMEP and SMAP. All processors have the same page tables.
    private static void checkRegisters(Monitor monitor, int cpus) throws IOException {
        for (long cr0 : registers(monitor, "CR0", cpus)) {
            assertEquals(1, cr0 >> 16 & 1, "CR0.WP");
        }
        for (long efer : registers(monitor, "EFER", cpus)) {
            assertEquals(1, efer >> 11 & 1, "EFER.NXE");
        }
        for (long cr4 : registers(monitor, "CR4", cpus)) {
            assertEquals(1, cr4 >> 11 & 1, "CR4.UMIP");
            assertEquals(1, cr4 >> 20 & 1, "CR4.SMEP");
            assertEquals(1, cr4 >> 21 & 1, "CR4.SMAP");
        }
        assertEquals(1, new HashSet<>(registers(monitor, "CR3", cpus)).size(), "CR3");
    }

    private static List<Long> registers(Monitor monitor, String name, int cpus) throws IOException {
        List<Long> values = Mapping.registers(monitor, name);
        assertEquals(cpus, values.size(), name);
        return values;
    }
}
