/* The physical memory map of the machine, as the VMM hands it over. */
#pragma once
#include <stdbool.h>
#include <stdint.h>

enum { MEMORY_REGIONS = 32 };

struct memory_map {
    unsigned count;
    struct memory_region {
        uint64_t start, end;
    } region[MEMORY_REGIONS]; /* usable memory: whole pages, sorted, without overlaps, nothing below the first MiB */
};

/* One entry of hvm_start_info's table. */
struct memory_entry {
    uint64_t start, length;
    uint32_t type, reserved;
};

void memory_map_read(struct memory_map *map, const struct memory_entry *entries, unsigned count);
bool memory_map_contains(const struct memory_map *map, uint64_t start, uint64_t end);
void memory_map_exclude(struct memory_map *map, uint64_t start, uint64_t end);
