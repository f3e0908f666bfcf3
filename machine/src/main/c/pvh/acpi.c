#include "acpi.h"
#include "../common/libc.h"

#define BOOT_MAP_END (4UL << 30) /* nothing beyond is mapped while the tables are read */
enum { ROOT_SIZE = 36, SEGMENT_SIZE = 16, TABLE_HEADER = 36, TABLE_LARGEST = 1 << 20 };

static uint32_t word32(uint64_t at) {
    uint32_t v;
    memcpy(&v, (const void *)at, sizeof v);
    return v;
}

static uint64_t word64(uint64_t at) { return word32(at) | (uint64_t)word32(at + 4) << 32; }

/* The length of the table at an address, 0 when it is none with that signature. */
static size_t table_length(uint64_t at, const char *signature) {
    if (at < 0x1000 || at > BOOT_MAP_END - TABLE_HEADER || memcmp((const void *)at, signature, 4)) return 0;
    size_t n = word32(at + 4);
    return n >= TABLE_HEADER && n <= TABLE_LARGEST && n <= BOOT_MAP_END - at ? n : 0;
}

static bool root_here(uint64_t at) { return at >= 0x1000 && at < BOOT_MAP_END - ROOT_SIZE && !memcmp((const void *)at, "RSD PTR ", 8); }

static uint64_t root_search(void) {
    for (uint64_t at = 0xe0000; at < 0x100000; at += 16)
        if (root_here(at)) return at;
    return 0;
}

/* The first table with that signature, and its length; 0: there is none. */
static uint64_t table_find(uint64_t root, const char *signature, size_t *n) {
    if (!root_here(root)) root = root_search();
    if (!root) return 0;
    bool wide = *(const uint8_t *)(root + 15) >= 2 && word64(root + 24);
    uint64_t list = wide ? word64(root + 24) : word32(root + 16);
    size_t length = table_length(list, wide ? "XSDT" : "RSDT"), step = wide ? 8 : 4;
    for (size_t i = TABLE_HEADER; i + step <= length; i += step) {
        uint64_t at = wide ? word64(list + i) : word32(list + i);
        if ((*n = table_length(at, signature))) return at;
    }
    return 0;
}

bool acpi_madt(struct madt *m, uint64_t root) {
    *m = (struct madt){0};
    size_t n;
    uint64_t at = table_find(root, "APIC", &n);
    if (at) madt_parse(m, (const uint8_t *)at, n);
    return m->ioapics;
}

/* The table is a list of segments; the first entry that begins with bus 0 of segment 0 is the one that matters. */
uint64_t acpi_pci(uint64_t root) {
    size_t n;
    uint64_t at = table_find(root, "MCFG", &n);
    for (size_t i = TABLE_HEADER + 8; at && i + SEGMENT_SIZE <= n; i += SEGMENT_SIZE)
        if (!(word32(at + i + 8) & 0xffffff)) return word64(at + i);
    return 0;
}
