#include "tables.h"
#include <stddef.h>

enum { TOP_SHIFT = 39, LARGE_SHIFT = 21, PAGE_SHIFT = 12 };
#define LARGE_SIZE (1UL << LARGE_SHIFT)
#define SMALL_SIZE (1UL << PAGE_SHIFT)

static uint64_t *slot(uint64_t table, uint64_t address, int shift) { return (uint64_t *)table + (address >> shift & 511); }

/* Walks down to the table whose entries map 1 << shift bytes. Tables are writable and executable: the leaf entries decide, and NX stands in each of those. */
static uint64_t *descend(const struct tables *t, uint64_t address, int shift, bool make, uint64_t *span) {
    uint64_t table = t->root;
    int at = TOP_SHIFT;
    for (; at > shift; at -= 9) {
        uint64_t *e = slot(table, address, at);
        if (!*e && make) {
            uint64_t frame = t->frame();
            if (frame) *e = frame | ENTRY_PRESENT | ENTRY_WRITE;
        }
        if (!*e || *e & ENTRY_LARGE) {
            if (span) *span = (1UL << at) - (address & ((1UL << at) - 1));
            return NULL;
        }
        table = *e & ENTRY_FRAME;
    }
    if (span) *span = 1UL << at;
    return slot(table, address, at);
}

uint64_t *tables_entry(const struct tables *t, uint64_t address, bool make, uint64_t *span) { return descend(t, address, PAGE_SHIFT, make, span); }

bool tables_present(const struct tables *t, uint64_t address) {
    uint64_t table = t->root;
    for (int at = TOP_SHIFT;; at -= 9) {
        uint64_t e = *slot(table, address, at);
        if (!(e & ENTRY_PRESENT)) return false;
        if (at == PAGE_SHIFT || e & ENTRY_LARGE) return true;
        table = e & ENTRY_FRAME;
    }
}

bool tables_map(const struct tables *t, uint64_t address, uint64_t physical, uint64_t length, uint64_t attributes) {
    while (length) {
        bool large = !((address | physical) & (LARGE_SIZE - 1)) && length >= LARGE_SIZE;
        uint64_t step = large ? LARGE_SIZE : SMALL_SIZE;
        uint64_t *e = descend(t, address, large ? LARGE_SHIFT : PAGE_SHIFT, true, NULL);
        if (!e || *e) return false;
        *e = physical | attributes | (large ? ENTRY_LARGE : 0);
        address += step;
        physical += step;
        length -= step;
    }
    return true;
}
