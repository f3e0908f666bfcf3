#include "acpi.h"
#include "../common/libc.h"

enum { HEADER = 44, LOCAL_APIC = 0, IO_APIC = 1, OVERRIDE = 2, LOCAL_X2APIC = 9, USABLE = 1 };

static uint32_t word(const uint8_t *p) {
    uint32_t v;
    memcpy(&v, p, sizeof v);
    return v;
}

static void cpu(struct madt *m, uint32_t id, uint8_t flags) {
    if (flags & USABLE && m->cpus < MADT_CPUS) m->cpu[m->cpus++] = id;
}

static void entry(struct madt *m, const uint8_t *e, unsigned length) {
    if (e[0] == LOCAL_APIC && length >= 8) {
        cpu(m, e[3], e[4]);
    } else if (e[0] == LOCAL_X2APIC && length >= 16) {
        cpu(m, word(e + 4), e[8]);
    } else if (e[0] == IO_APIC && length >= 12 && m->ioapics < MADT_IOAPICS) {
        m->ioapic[m->ioapics].address = word(e + 4);
        m->ioapic[m->ioapics++].first = word(e + 8);
    } else if (e[0] == OVERRIDE && length >= 10 && m->overrides < MADT_OVERRIDES) {
        unsigned polarity = e[8] & 3, trigger = e[8] >> 2 & 3; /* 1: high, edge; 3: low, level; 0: as usual on the bus (ISA: high, edge) */
        m->override[m->overrides].irq = e[3];
        m->override[m->overrides].gsi = word(e + 4);
        m->override[m->overrides].level = trigger == 3;
        m->override[m->overrides++].active_low = polarity == 3;
    }
}

bool madt_parse(struct madt *m, const uint8_t *table, size_t length) {
    *m = (struct madt){0};
    size_t at = HEADER;
    for (; at + 2 <= length; at += table[at + 1]) {
        unsigned n = table[at + 1];
        if (n < 2 || n > length - at) return false;
        entry(m, table + at, n);
    }
    return at == length;
}
