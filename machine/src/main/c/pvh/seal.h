/* Page tables are read-only where all memory is mapped, at their physical address. They are written through a second map of memory, the window, whose address is
   another one in every boot: whoever can write somewhere, but not read what this layer keeps, cannot make a page executable or writable. */
#pragma once
#include "memory_map.h"
#include "tables.h"

/* For tables that the CPU uses by now. */
void seal_start(struct tables *t, const struct memory_map *map, uint64_t window);
/* A frame that is about to become a table. */
void seal_frame(const struct tables *t, uint64_t frame);
