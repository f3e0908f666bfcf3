#include "tables.h"
#include <stddef.h>

enum { TOP_SHIFT = 39, LARGE_SHIFT = 21, PAGE_SHIFT = 12 };
#define LARGE_SIZE (1UL << LARGE_SHIFT)
#define SMALL_SIZE (1UL << PAGE_SHIFT)

static uint64_t *slot(const struct tables *t, uint64_t table, uint64_t address, int shift) { return (uint64_t *)(t->window + table) + (address >> shift & 511); }

/* Walks down to the table whose entries map 1 << shift bytes. Tables are writable and executable: the leaf entries decide, and NX stands in each of those. */
static uint64_t *descend(const struct tables *t, uint64_t address, int shift, bool make, uint64_t *span) {
    uint64_t table = t->root;
    int at = TOP_SHIFT;
    for (; at > shift; at -= 9) {
        uint64_t *e = slot(t, table, address, at);
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
    return slot(t, table, address, at);
}

uint64_t *tables_entry(const struct tables *t, uint64_t address, bool make, uint64_t *span) { return descend(t, address, PAGE_SHIFT, make, span); }

bool tables_present(const struct tables *t, uint64_t address) {
    uint64_t table = t->root;
    for (int at = TOP_SHIFT;; at -= 9) {
        uint64_t e = *slot(t, table, address, at);
        if (!(e & ENTRY_PRESENT)) return false;
        if (at == PAGE_SHIFT || e & ENTRY_LARGE) return true;
        table = e & ENTRY_FRAME;
    }
}

/* Fills entries of one table, as far as it goes; returns how many bytes they map, 0 when one is taken. */
static uint64_t fill(uint64_t *e, uint64_t address, uint64_t entry, uint64_t step, uint64_t length) {
    uint64_t done = 0, end = 512 * step - (address & (512 * step - 1));
    for (; done < end && length - done >= step; done += step, e++) {
        if (*e) return 0;
        *e = entry + done;
    }
    return done;
}

bool tables_map(const struct tables *t, uint64_t address, uint64_t physical, uint64_t length, uint64_t attributes) {
    while (length) {
        bool aligned = !((address | physical) & (LARGE_SIZE - 1)), congruent = !((address ^ physical) & (LARGE_SIZE - 1));
        bool large = aligned && length >= LARGE_SIZE;
        uint64_t to_large = LARGE_SIZE - (address & (LARGE_SIZE - 1)); /* small pages only up to where large ones may begin */
        uint64_t part = !large && congruent && to_large < length ? to_large : length;
        uint64_t *e = descend(t, address, large ? LARGE_SHIFT : PAGE_SHIFT, true, NULL);
        uint64_t done = e ? fill(e, address, physical | attributes | (large ? ENTRY_LARGE : 0), large ? LARGE_SIZE : SMALL_SIZE, part) : 0;
        if (!done) return false;
        address += done;
        physical += done;
        length -= done;
    }
    return true;
}
