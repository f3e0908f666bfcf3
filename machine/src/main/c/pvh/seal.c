#include "seal.h"
#include "../common/port.h"
#include "../common/x86.h"
#include "frames.h"

enum { LEVELS = 4, ENTRIES = 512 };

/* A large page of the direct map is split first; the new table is the next frame to be sealed. CPUs that still hold the old translation of a table's frame are not
   told: they lose nothing but a chance to fault. */
void seal_frame(const struct tables *t, uint64_t frame) {
    for (uint64_t more; frame; frame = more) {
        uint64_t *e = tables_entry(t, frame, false, NULL);
        more = e ? 0 : frame_take();
        if (more && tables_split(t, frame, more)) e = tables_entry(t, frame, false, NULL);
        if (!e) port_fault("a page table cannot be made read-only");
        *e &= ~ENTRY_WRITE;
        invlpg(frame);
    }
}

static void seal_below(const struct tables *t, uint64_t table, int level) {
    seal_frame(t, table);
    if (level == 1) return;
    const uint64_t *e = (const uint64_t *)(t->window + table);
    for (unsigned i = 0; i < ENTRIES; i++)
        if (e[i] & ENTRY_PRESENT && !(e[i] & ENTRY_LARGE)) seal_below(t, e[i] & ENTRY_FRAME, level - 1);
}

void seal_start(struct tables *t, const struct memory_map *map, uint64_t window) {
    for (unsigned i = 0; i < map->count; i++) {
        const struct memory_region *r = &map->region[i];
        if (!tables_map(t, window + r->start, r->start, r->end - r->start, MAP_DATA)) port_fault("not enough memory for the page tables");
    }
    t->window = window;
    seal_below(t, t->root, LEVELS);
}
