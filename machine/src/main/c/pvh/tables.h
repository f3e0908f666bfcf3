/* Page tables: the format of the entries and how they are walked and filled. Page-table frames are reached at their physical address (the boot map) until there is a
   window, then at `window` + physical address. An entry that is not present keeps what its page shall become: the page fault only adds a frame. */
#pragma once
#include <stdbool.h>
#include <stdint.h>

#define ENTRY_PRESENT 1UL
#define ENTRY_WRITE 2UL
#define ENTRY_UNCACHED 0x18UL        /* PCD and PWT: device registers */
#define ENTRY_SEEN 0x60UL            /* accessed and dirty, set from the start: spares the CPU a write-back on first use */
#define ENTRY_LARGE 0x80UL
#define ENTRY_COMMITTED (1UL << 9)   /* ours: memory of a committed range, backed or to be backed on touch */
#define ENTRY_STACK (1UL << 10)      /* ours: its frame is not promised */
#define ENTRY_CLOSED (1UL << 11)     /* ours: protected against all access; not present, but keeps its frame */
#define ENTRY_NX (1UL << 63)
#define ENTRY_FRAME 0x000ffffffffff000UL

#define MAP_CODE (ENTRY_PRESENT | ENTRY_SEEN)
#define MAP_CONSTANT (ENTRY_PRESENT | ENTRY_SEEN | ENTRY_NX)
#define MAP_DATA (ENTRY_PRESENT | ENTRY_SEEN | ENTRY_WRITE | ENTRY_NX)
#define MAP_DEVICE (MAP_DATA | ENTRY_UNCACHED)

struct tables {
    uint64_t root;
    uint64_t window;           /* see frames.h; 0 while the boot map is in use */
    uint64_t (*frame)(void); /* a cleared frame for one more table; 0: none left */
};

/* The entry of one 4 KiB page, or NULL: when it has no table (and `make` is false or no frame is left), or lies in a large page. `*span` (may be null) becomes how
   much further the next entry begins, past everything that has no table. */
uint64_t *tables_entry(const struct tables *t, uint64_t address, bool make, uint64_t *span);

bool tables_present(const struct tables *t, uint64_t address);

/* Maps whole pages, by 2 MiB where both addresses allow. False: no frame for a table, or a large page is in the way. */
bool tables_map(const struct tables *t, uint64_t address, uint64_t physical, uint64_t length, uint64_t attributes);
