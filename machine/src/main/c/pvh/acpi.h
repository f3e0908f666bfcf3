/* The little that is read of the ACPI tables: the interrupt controllers in the MADT, the configuration space of PCI Express in the MCFG. Tables are bytes from outside: every length is checked. */
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { MADT_CPUS = 8, MADT_IOAPICS = 4, MADT_OVERRIDES = 16 };

struct madt {
    unsigned cpus, ioapics, overrides;
    uint32_t cpu[MADT_CPUS]; /* ids of local interrupt controllers, of CPUs that may be started */
    struct {
        uint64_t address;
        uint32_t first; /* global system interrupt of its first pin */
    } ioapic[MADT_IOAPICS];
    struct {
        uint32_t irq, gsi;
        bool level, active_low;
    } override[MADT_OVERRIDES];
};

bool madt_parse(struct madt *m, const uint8_t *table, size_t length); /* false: malformed; m holds what came before */

/* Finds the MADT from the root pointer (0: searched for where a BIOS leaves it). False: there is none, or it lies outside the first 4 GiB. */
bool acpi_madt(struct madt *m, uint64_t root_pointer);
/* Where the configuration space of PCI Express begins, bus 0 of segment 0; 0: there is none. */
uint64_t acpi_pci(uint64_t root_pointer);
