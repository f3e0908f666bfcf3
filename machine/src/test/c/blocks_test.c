// sources: common/blocks.c
#include "check.h"
#include "common/blocks.h"

static size_t out, limit = SIZE_MAX;
static void *take(size_t n) {
    if (out + n > limit) return NULL;
    out += n;
    return calloc(1, n);
}
static void give(void *run, size_t n) {
    out -= n;
    free(run);
}
static struct blocks new_blocks(void) { return (struct blocks){.run_take = take, .run_give = give}; }

static void classes_fit(void) {
    unsigned last = 0;
    for (size_t n = 1; n <= BLOCK_LARGEST; n++) {
        unsigned c = block_class(n);
        CHECK(c < BLOCK_CLASSES && block_class_size(c) >= n && c >= last && (c == 0 || block_class_size(c - 1) < n));
        CHECK(block_class_size(c) % 16 == 0);
        last = c;
    }
    CHECK(last == BLOCK_CLASSES - 1);
}

static void blocks_do_not_overlap(void) {
    enum { N = 300 };
    struct blocks b = new_blocks();
    uint8_t *p[N] = {0};
    size_t n[N];
    for (int step = 0; step < 30000; step++) {
        int i = (int)(check_random() % N);
        if (p[i]) {
            for (size_t k = 0; k < n[i]; k++) CHECK(p[i][k] == (uint8_t)i);
            CHECK(blocks_free(&b, p[i]));
            p[i] = NULL;
        } else {
            n[i] = check_random() % (check_random() % 16 ? 500 : 70000);
            p[i] = blocks_allocate(&b, n[i]);
            CHECK(p[i] && (uintptr_t)p[i] % 16 == 0 && block_usable(p[i]) >= n[i]);
            memset(p[i], i, n[i]);
        }
    }
}

static void freed_twice_is_noticed(void) {
    struct blocks b = new_blocks();
    void *p = blocks_allocate(&b, 40);
    CHECK(blocks_free(&b, p) && !blocks_free(&b, p));
    uint64_t stranger[4] = {0};
    CHECK(!blocks_free(&b, stranger + 2));
}

static void no_memory_is_null(void) {
    struct blocks b = new_blocks();
    CHECK(!blocks_allocate(&b, SIZE_MAX) && !blocks_allocate(&b, SIZE_MAX - 8));
    limit = out + BLOCKS_RUN;
    int n = 0;
    while (blocks_allocate(&b, 1000)) n++;
    CHECK(n > 40 && n < 66);
    CHECK(!blocks_allocate(&b, 100000));
    limit = SIZE_MAX;
    CHECK(blocks_allocate(&b, 100000));
}

static void large_blocks_go_back(void) {
    struct blocks b = new_blocks();
    size_t before = out;
    void *p = blocks_allocate(&b, 1 << 20);
    CHECK(out > before && blocks_free(&b, p) && out == before);
}

TESTS(T(classes_fit), T(blocks_do_not_overlap), T(freed_twice_is_noticed), T(no_memory_is_null), T(large_blocks_go_back))
