// sources: common/ranges.c
#include "check.h"
#include "common/ranges.h"

static int nodes_left = 1 << 20;
static struct range *more(void) {
    if (!nodes_left) return NULL;
    nodes_left--;
    return calloc(1, sizeof(struct range));
}
static struct ranges new_ranges(void) { return (struct ranges){.start = 1000, .end = 1000 + 256, .more = more}; }

static void first_fit_and_merging(void) {
    struct ranges r = new_ranges();
    CHECK(ranges_take(&r, 10) == 1000 && ranges_take(&r, 10) == 1010 && ranges_take(&r, 10) == 1020);
    CHECK(r.used && !r.used->next); /* one range of 30 */
    CHECK(ranges_give(&r, 1010, 1020) && ranges_take(&r, 11) == 1030 && ranges_take(&r, 10) == 1010);
    CHECK(!r.used->next && ranges_contain(&r, 1000, 1041) && !ranges_contain(&r, 1000, 1042));
    CHECK(!ranges_take(&r, 256) && !ranges_take(&r, 0) && !ranges_take(&r, UINT64_MAX));
}

static void without_nodes_nothing_breaks(void) {
    struct ranges r = new_ranges();
    nodes_left = 1;
    CHECK(ranges_take(&r, 30) == 1000);
    CHECK(!ranges_give(&r, 1010, 1020) && ranges_contain(&r, 1000, 1030)); /* a hole needs a node */
    CHECK(ranges_give(&r, 1020, 1030) && ranges_give(&r, 1000, 1010) && ranges_contain(&r, 1010, 1020));
    CHECK(ranges_give(&r, 0, UINT64_MAX) && !r.used && ranges_take(&r, 5) == 1000);
    nodes_left = 1 << 20;
}

static void against_a_bitmap(void) {
    struct ranges r = new_ranges();
    uint8_t used[256] = {0};
    for (int step = 0; step < 50000; step++) {
        unsigned n = (unsigned)(check_random() % 20 + 1);
        if (check_random() & 1) {
            unsigned at = 0, run = 0; /* the first hole of n */
            for (; at < 256 && run < n; at++) run = used[at] ? 0 : run + 1;
            uint64_t want = run == n ? 1000 + at - n : 0;
            CHECK(ranges_take(&r, n) == want);
            if (want) memset(used + (want - 1000), 1, n);
        } else {
            unsigned at = (unsigned)(check_random() % 256), end = at + n < 256 ? at + n : 256;
            CHECK(ranges_give(&r, 1000 + at, 1000 + end));
            memset(used + at, 0, end - at);
        }
        unsigned a = (unsigned)(check_random() % 255), b = a + 1 + (unsigned)(check_random() % (256 - a - 1 ? 256 - a - 1 : 1));
        int all = 1;
        for (unsigned i = a; i < b; i++) all &= used[i];
        CHECK(ranges_contain(&r, 1000 + a, 1000 + b) == all);
    }
}

TESTS(T(first_fit_and_merging), T(without_nodes_nothing_breaks), T(against_a_bitmap))
