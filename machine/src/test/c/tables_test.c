// sources: pvh/tables.c
#include "check.h"
#include "pvh/tables.h"

static int frames_left = 1 << 20;
static uint64_t frame(void) {
    if (!frames_left) return 0;
    frames_left--;
    void *p = aligned_alloc(4096, 4096);
    memset(p, 0, 4096);
    return (uint64_t)p;
}
static struct tables new_tables(void) { return (struct tables){.root = frame(), .frame = frame}; }

/* What the CPU would do: the physical address, 0 when not present; the leaf's attributes. */
static uint64_t translate(const struct tables *t, uint64_t v, uint64_t *attributes) {
    uint64_t table = t->root;
    for (int shift = 39;; shift -= 9) {
        uint64_t e = ((uint64_t *)table)[v >> shift & 511];
        if (!(e & 1)) return 0;
        if (shift == 12 || e & ENTRY_LARGE) {
            uint64_t mask = (1UL << shift) - 1;
            *attributes = e & ~(ENTRY_FRAME | ENTRY_LARGE);
            return (e & ENTRY_FRAME & ~mask) | (v & mask);
        }
        table = e & ENTRY_FRAME;
    }
}

static void maps_what_was_asked(void) {
    struct tables t = new_tables();
    uint64_t a;
    CHECK(tables_map(&t, 0x1ff000, 0x7000, 0x3000, MAP_CONSTANT));
    CHECK(translate(&t, 0x1ff123, &a) == 0x7123 && a == MAP_CONSTANT);
    CHECK(translate(&t, 0x201fff, &a) == 0x9fff && !translate(&t, 0x202000, &a) && !translate(&t, 0x1fe000, &a));
    CHECK(tables_present(&t, 0x1ff000) && !tables_present(&t, 0x202000) && !tables_present(&t, 1UL << 46));
}

static void large_pages_where_possible(void) {
    struct tables t = new_tables();
    int before = frames_left;
    uint64_t a;
    CHECK(tables_map(&t, 0x100000, 0x100000, 0x40000000 - 0x100000, MAP_DATA));
    CHECK(before - frames_left == 3); /* two directories, one table for the first MiB's rest */
    for (uint64_t v = 0x100000; v < 0x40000000; v += 0x7f123) CHECK(translate(&t, v, &a) == v && a == MAP_DATA);
    CHECK(tables_present(&t, 0x3ffff000) && !tables_present(&t, 0x40000000));
}

static void nothing_is_mapped_twice(void) {
    struct tables t = new_tables();
    CHECK(tables_map(&t, 0x200000, 0x200000, 0x200000, MAP_DATA));
    CHECK(!tables_map(&t, 0x201000, 0x5000, 0x1000, MAP_CODE));
    CHECK(tables_map(&t, 0x600000, 0x5000, 0x1000, MAP_CODE) && !tables_map(&t, 0x600000, 0x600000, 0x200000, MAP_DATA));
}

static void random_maps(void) {
    struct tables t = new_tables();
    static uint64_t want[2048], attributes[2048];
    memset(want, 0, sizeof want);
    uint64_t base = 0x100000000000UL, kinds[] = {MAP_CODE, MAP_CONSTANT, MAP_DATA, MAP_DEVICE};
    for (int i = 0; i < 200; i++) {
        unsigned at = (unsigned)(check_random() % 2048), n = (unsigned)(check_random() % 40 + 1);
        bool taken = at + n > 2048;
        for (unsigned k = at; k < at + n && !taken; k++) taken = want[k];
        if (taken) continue;
        uint64_t kind = kinds[check_random() % 4], physical = (check_random() & 0xffffff) << 12;
        CHECK(tables_map(&t, base + at * 4096UL, physical, n * 4096UL, kind));
        for (unsigned k = 0; k < n; k++) want[at + k] = physical + k * 4096UL, attributes[at + k] = kind;
    }
    for (unsigned k = 0; k < 2048; k++) {
        uint64_t a;
        CHECK(translate(&t, base + k * 4096UL, &a) == want[k]);
        if (want[k]) CHECK(a == attributes[k]);
    }
}

static void the_span_skips_what_is_absent(void) {
    struct tables t = new_tables();
    uint64_t span;
    CHECK(!tables_entry(&t, 0x100000001000UL, false, &span) && span == (1UL << 39) - 0x1000);
    CHECK(tables_entry(&t, 0x100000001000UL, true, &span) && span == 4096);
    CHECK(!tables_entry(&t, 0x100000201000UL, false, &span) && span == 0x200000 - 0x1000);
}

static void no_frame_is_an_error(void) {
    struct tables t = new_tables();
    frames_left = 2;
    CHECK(!tables_entry(&t, 0x5000, true, NULL) && !tables_map(&t, 0x5000, 0x5000, 0x1000, MAP_DATA));
    frames_left = 1 << 20;
    CHECK(tables_map(&t, 0x5000, 0x5000, 0x1000, MAP_DATA));
}

static void no_attribute_is_writable_and_executable(void) {
    CHECK(MAP_DATA & ENTRY_NX && MAP_DEVICE & ENTRY_NX && MAP_CONSTANT & ENTRY_NX && !(MAP_CODE & ENTRY_WRITE) && !(MAP_CONSTANT & ENTRY_WRITE));
}

TESTS(T(maps_what_was_asked), T(large_pages_where_possible), T(nothing_is_mapped_twice), T(random_maps), T(the_span_skips_what_is_absent), T(no_frame_is_an_error),
      T(no_attribute_is_writable_and_executable))
