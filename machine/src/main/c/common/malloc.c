/* malloc and its family: the allocator under its lock, on memory of the port. Large runs are taken and given back outside the lock. */
#include "../machine.h"
#include "blocks.h"
#include "libc.h"
#include "port.h"
#include "spin.h"

static void *run_take(size_t length) {
    void *run = port_memory_reserve(length, USE_NATIVE);
    if (run && !port_memory_commit(run, length, USE_NATIVE)) {
        port_memory_release(run, length);
        run = NULL;
    }
    return run;
}

static void run_give(void *run, size_t length) { port_memory_release(run, length); }

static struct spin lock;
static struct blocks blocks = {.run_take = run_take, .run_give = run_give};

void *malloc(size_t n) {
    bool large = n > BLOCK_LARGEST - BLOCK_HEADER; /* such a block touches nothing shared */
    if (large) return blocks_allocate(&blocks, n);
    bool masked = port_mask();
    spin_take(&lock);
    void *block = blocks_allocate(&blocks, n);
    spin_give(&lock);
    if (!masked) port_unmask();
    return block;
}

void free(void *block) {
    if (!block) return;
    bool ok;
    if (block_usable(block) > BLOCK_LARGEST) {
        ok = blocks_free(&blocks, block);
    } else {
        bool masked = port_mask();
        spin_take(&lock);
        ok = blocks_free(&blocks, block);
        spin_give(&lock);
        if (!masked) port_unmask();
    }
    if (!ok) machine_panic("free: not an allocated block (freed twice, or overrun by its neighbour)");
}

void *calloc(size_t count, size_t size) {
    size_t n;
    if (__builtin_mul_overflow(count, size, &n)) return NULL;
    void *block = malloc(n);
    if (block && n <= BLOCK_LARGEST) memset(block, 0, n); /* a large one consists of fresh pages */
    return block;
}

void *realloc(void *block, size_t n) {
    if (!block) return malloc(n);
    size_t old = block_usable(block);
    if (n <= old && n >= old / 2) return block;
    void *moved = malloc(n);
    if (!moved) return NULL;
    memcpy(moved, block, n < old ? n : old);
    free(block);
    return moved;
}
