#include "memory_map.h"

enum { USABLE = 1 };
#define LOWEST 0x100000UL          /* below lie the zero page, start info and firmware: not worth using */
#define HIGHEST (1UL << 39)        /* device memory lies at its physical address, below the ranges for threads and malloc: 512 GiB */

static void insert(struct memory_map *map, uint64_t start, uint64_t end) {
    if (start >= end || map->count == MEMORY_REGIONS) return;
    unsigned i = map->count++;
    for (; i > 0 && map->region[i - 1].start > start; i--) map->region[i] = map->region[i - 1];
    map->region[i] = (struct memory_region){start, end};
}

/* Overlapping entries would hand one frame out twice: the later one is cut. */
void memory_map_read(struct memory_map *map, const struct memory_entry *entries, unsigned count) {
    map->count = 0;
    for (unsigned i = 0; i < count; i++) {
        uint64_t start = entries[i].start, end;
        if (entries[i].type != USABLE || __builtin_add_overflow(start, entries[i].length, &end)) continue;
        start = start < LOWEST ? LOWEST : (start + 4095) & ~4095UL;
        end = (end > HIGHEST ? HIGHEST : end) & ~4095UL;
        insert(map, start, end);
    }
    for (unsigned i = 0; i < count; i++) /* what some entry calls unusable is unusable */
        if (entries[i].type != USABLE) memory_map_exclude(map, entries[i].start, entries[i].start + entries[i].length);
    uint64_t high = 0;
    for (unsigned i = 0; i < map->count; i++) {
        struct memory_region *r = &map->region[i];
        if (r->start < high) r->start = high;
        if (r->end > high) high = r->end;
    }
    for (unsigned i = 0; i < map->count;)
        if (map->region[i].start >= map->region[i].end) {
            map->count--;
            for (unsigned j = i; j < map->count; j++) map->region[j] = map->region[j + 1];
        } else {
            i++;
        }
}

/* Whether all of it is usable: regions that touch count as one. */
bool memory_map_contains(const struct memory_map *map, uint64_t start, uint64_t end) {
    for (unsigned i = 0; i < map->count; i++)
        if (map->region[i].start <= start && start < map->region[i].end) start = map->region[i].end;
    return start >= end;
}

void memory_map_exclude(struct memory_map *map, uint64_t start, uint64_t end) {
    start &= ~4095UL;
    end = (end + 4095) & ~4095UL;
    if (start >= end) return;
    for (unsigned i = 0; i < map->count; i++) {
        struct memory_region *r = &map->region[i];
        if (r->end <= start || r->start >= end) continue;
        struct memory_region rest = {end, r->end};
        if (r->start < start) {
            r->end = start;
            insert(map, rest.start, rest.end);
        } else {
            r->start = rest.start < rest.end ? rest.start : rest.end;
        }
    }
}
