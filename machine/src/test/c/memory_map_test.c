// sources: pvh/memory_map.c
#include "check.h"
#include "pvh/memory_map.h"

#define MIB 0x100000UL
static struct memory_map map;

static uint64_t total(void) {
    uint64_t n = 0;
    for (unsigned i = 0; i < map.count; i++) n += map.region[i].end - map.region[i].start;
    return n;
}

static void typical(void) {
    struct memory_entry e[] = {{0, 0x9fc00, 1, 0}, {0xf0000, 0x10000, 2, 0}, {MIB, 63 * MIB - 0x1234, 1, 0}, {4096 * MIB, 1024 * MIB, 1, 0}};
    memory_map_read(&map, e, 4);
    CHECK(map.count == 2 && map.region[0].start == MIB && map.region[0].end == 64 * MIB - 0x2000 && map.region[1].end == 5120 * MIB);
    memory_map_exclude(&map, 2 * MIB, 14 * MIB + 5);
    CHECK(total() == MIB + (64 * MIB - 0x2000 - 14 * MIB - 0x1000) + 1024 * MIB);
}

static void overlaps_are_cut(void) {
    struct memory_entry e[] = {{MIB, 10 * MIB, 1, 0}, {4 * MIB, 2 * MIB, 1, 0}, {8 * MIB, 8 * MIB, 1, 0}, {3 * MIB, MIB, 2, 0}};
    memory_map_read(&map, e, 4);
    CHECK(total() == 14 * MIB);
}

static void contains_what_is_usable_without_a_gap(void) {
    struct memory_entry e[] = {{MIB, 2 * MIB, 1, 0}, {3 * MIB, 2 * MIB, 1, 0}, {6 * MIB, MIB, 1, 0}};
    memory_map_read(&map, e, 3);
    CHECK(memory_map_contains(&map, 2 * MIB, 5 * MIB) && memory_map_contains(&map, MIB, 5 * MIB) && memory_map_contains(&map, 6 * MIB + 1, 7 * MIB));
    CHECK(!memory_map_contains(&map, 2 * MIB, 5 * MIB + 1) && !memory_map_contains(&map, 4 * MIB, 7 * MIB) && !memory_map_contains(&map, 8 * MIB, 9 * MIB) && !memory_map_contains(&map, 0, 2 * MIB));
}

static void nonsense(void) {
    struct memory_entry e[] = {{UINT64_MAX - 5, 100, 1, 0}, {2 * MIB, 100, 1, 0}, {1UL << 60, MIB, 1, 0}, {0, 0, 1, 0}};
    memory_map_read(&map, e, 4);
    CHECK(total() == 0);
}

static void against_a_bitmap(void) {
    enum { PAGES = 64 };
    for (int round = 0; round < 5000; round++) {
        struct memory_entry e[12];
        unsigned n = (unsigned)(check_random() % 12);
        uint8_t usable[PAGES] = {0};
        for (unsigned i = 0; i < n; i++) e[i] = (struct memory_entry){MIB + check_random() % PAGES * 4096, check_random() % 9 * 4096, check_random() % 3 ? 1 : 2, 0};
        for (unsigned pass = 1; pass <= 2; pass++)
            for (unsigned i = 0; i < n; i++)
                for (uint64_t p = (e[i].start - MIB) / 4096; e[i].type == pass && p < (e[i].start + e[i].length - MIB) / 4096 && p < PAGES; p++) usable[p] = pass == 1;
        memory_map_read(&map, e, n);
        uint8_t got[PAGES + 16] = {0};
        for (unsigned i = 0; i < map.count; i++)
            for (uint64_t a = map.region[i].start; a < map.region[i].end; a += 4096) {
                CHECK((a - MIB) / 4096 < sizeof got && !got[(a - MIB) / 4096]); /* no frame twice */
                got[(a - MIB) / 4096] = 1;
            }
        CHECK(!memcmp(got, usable, PAGES));
    }
}

TESTS(T(typical), T(overlaps_are_cut), T(contains_what_is_usable_without_a_gap), T(nonsense), T(against_a_bitmap))
