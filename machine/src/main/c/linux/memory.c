/* Memory: everything comes from ranges that are mapped once, readable and writable, before the process confines itself; the kernel backs them on touch. From then on
   committing and discarding are bookkeeping here, one bit for each page, and what is discarded is cleared, because a commit must find zeros. Guard pages cannot be taken
   back (the filter lets nobody open a page), so stacks have a range of their own, in which a piece that is given back is only ever a stack of the same size again. */
#include "../common/account.h"
#include "../common/end.h"
#include "../common/libc.h"
#include "../common/port.h"
#include "../common/ranges.h"
#include "../common/spin.h"
#include "linux.h"
#include "system.h"

#define MANAGED (32UL << 30) /* malloc and mappings; then as much again for stacks */
#define HEAP_PAGES ((HEAP_RANGE_END - HEAP_RANGE) / PAGE)

static struct spin memory_lock;
static struct account account;
static uint64_t stacks, stacks_next, stacks_end;
static uint64_t heap_bits[HEAP_PAGES / 64], managed_bits[MANAGED / PAGE / 64]; /* committed pages */

struct free_stack {
    struct free_stack *next;
    uint64_t start, length;
};
static struct free_stack *free_stacks; /* each lies at the end of what it describes */

static struct range *more_ranges(void) {
    static struct range nodes[16384];
    static unsigned used;
    return used < sizeof nodes / sizeof *nodes ? &nodes[used++] : NULL;
}
static struct ranges managed = {.more = more_ranges};

static bool lock(void) {
    bool masked = port_mask();
    spin_take(&memory_lock);
    return masked;
}

static void unlock(bool masked) {
    spin_give(&memory_lock);
    if (!masked) port_unmask();
}

static uint64_t map(uint64_t at, uint64_t length) {
    long got = system_call(SYS_MMAP, at, length, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | (at ? MAP_FIXED_NOREPLACE : 0), -1, 0);
    if ((got < 0 && got >= -LINUX_ERRORS) || (at && (uint64_t)got != at)) machine_refuse("the kernel does not let this process reserve 97 GB of addresses (ulimit -v, vm.overcommit_memory)");
    return (uint64_t)got;
}

void memory_start(uint64_t limit) {
    const struct layout *l = &image_layout;
    uint64_t image = l->text_end - l->text + l->constants_end - l->constants + l->heap_end - l->heap;
    if (limit < image + (2UL << 20)) machine_refuse("machine.memory is less than the image needs");
    account.total = account.free = (limit - image) / PAGE;
    map(l->heap_end, HEAP_RANGE_END - l->heap_end);
    managed.start = map(0, 2 * MANAGED);
    managed.end = stacks = stacks_next = managed.start + MANAGED;
    stacks_end = stacks + MANAGED;
    system_call(SYS_MPROTECT, l->heap, l->heap_writable - l->heap, PROT_READ);
    system_call(SYS_MPROTECT, l->heap_writable_end, l->heap_end - l->heap_writable_end, PROT_READ);
}

uint64_t port_memory_limit(void) {
    static uint64_t limit; /* asked for more than once, and must not shrink with use */
    if (!limit) limit = account_room(&account, USE_JAVA, false) * PAGE;
    return limit;
}

uint64_t port_memory_room(bool collection) { return account_room(&account, USE_JAVA, collection) * PAGE; }
void port_memory_collecting(bool on) { account.collecting = on; }
uint64_t port_memory_total(void) { return account.total * PAGE; }
uint64_t port_memory_free(void) { return account_available(&account) * PAGE; }
void *port_memory_heap_range(void) { return (void *)HEAP_RANGE; }

static void *reserve_stack(uint64_t length) {
    struct free_stack **at = &free_stacks, *s;
    while ((s = *at) && s->length != length) at = &s->next;
    if (s) {
        *at = s->next;
        return (void *)s->start;
    }
    if (stacks_end - stacks_next < length) return NULL;
    stacks_next += length;
    return (void *)(stacks_next - length);
}

void *port_memory_reserve(size_t length, enum memory_use use) {
    bool masked = lock();
    void *start = use == USE_STACK ? reserve_stack(page_up(length)) : (void *)ranges_take(&managed, page_up(length));
    unlock(masked);
    return start;
}

bool port_memory_guard(void *at, size_t length) { return !system_call(SYS_MPROTECT, at, length, PROT_NONE); }

static bool is_stack(uint64_t start) { return start >= stacks && start < stacks_end; }

/* The bits of a page that is not a stack's, NULL for an address that nobody may commit. */
static uint64_t *bits_of(uint64_t start, uint64_t end, uint64_t *first) {
    if (start & (PAGE - 1) || start >= end) return NULL;
    *first = (start - HEAP_RANGE) / PAGE;
    if (start >= image_layout.heap_end && end <= HEAP_RANGE_END) return heap_bits;
    *first = (start - managed.start) / PAGE;
    return start >= managed.start && end <= managed.end ? managed_bits : NULL;
}

static uint64_t bit(uint64_t page) { return 1UL << (page % 64); }

static uint64_t count_committed(const uint64_t *bits, uint64_t first, uint64_t count) {
    uint64_t n = 0;
    for (uint64_t p = first; p < first + count; p++) n += !!(bits[p / 64] & bit(p));
    return n;
}

bool port_memory_commit(void *at, size_t length, enum memory_use use) {
    uint64_t start = (uint64_t)at, count = page_up(length) / PAGE, first = 0;
    if (is_stack(start)) return account_allows(&account, 0, 0, USE_STACK);
    uint64_t *bits = bits_of(start, start + count * PAGE, &first);
    if (!bits) return false;
    bool masked = lock();
    uint64_t fresh = count - count_committed(bits, first, count);
    bool ok = account_allows(&account, fresh, 0, use);
    for (uint64_t p = first; ok && p < first + count; p++) __atomic_fetch_or(&bits[p / 64], bit(p), __ATOMIC_RELAXED);
    if (ok) account.promised += fresh;
    unlock(masked);
    return ok;
}

/* Opening a page again is what the filter forbids; that something is only read needs no help of the kernel's. */
bool port_memory_protect(void *at, size_t length, enum memory_access to) { return to == ACCESS_NONE ? port_memory_guard(at, length) : to == ACCESS_READ; }

/* A page that was never touched reads as zero without being backed: looking first keeps it so. */
static void clear(uint64_t page) {
    const uint64_t *word = (const uint64_t *)page;
    for (unsigned i = 0; i < PAGE / 8; i++)
        if (word[i]) {
            memset((void *)page, 0, PAGE);
            return;
        }
}

bool port_memory_discard(void *at, size_t length) {
    uint64_t start = (uint64_t)at, count = page_up(length) / PAGE, first = 0, dropped = 0;
    uint64_t *bits = bits_of(start, start + count * PAGE, &first);
    if (!bits) return false;
    for (uint64_t p = first; p < first + count; p++) {
        if (!(bits[p / 64] & bit(p))) continue;
        clear(start + (p - first) * PAGE);
        __atomic_fetch_and(&bits[p / 64], ~bit(p), __ATOMIC_RELAXED);
        dropped++;
    }
    bool masked = lock();
    account.promised -= dropped;
    unlock(masked);
    return true;
}

bool port_memory_release(void *at, size_t length) {
    uint64_t start = (uint64_t)at, end = start + page_up(length);
    if (!is_stack(start) && !port_memory_discard(at, length)) return false;
    if (start >= HEAP_RANGE && end <= HEAP_RANGE_END) return true;
    bool masked = lock(), ok = true;
    if (is_stack(start)) {
        struct free_stack *s = (struct free_stack *)end - 1;
        *s = (struct free_stack){free_stacks, start, end - start};
        free_stacks = s;
    } else {
        ok = ranges_give(&managed, start, end);
    }
    unlock(masked);
    return ok;
}

void *machine_dma_allocate(size_t bytes) { /* no device reaches a process's memory */
    (void)bytes;
    return NULL;
}

const char *report_explain(uint64_t address, uint64_t error) {
    const struct layout *l = &image_layout;
    if (address < 65536) return "the zero page: a null pointer";
    if (error & 16) return "not code";
    if (is_stack(address)) return "the guard below a thread's stack: it is full";
    bool image = (address >= l->text && address < l->constants_end) || (address >= l->heap && address < l->heap_end);
    return image ? "read-only" : error & 1 ? "protected against access" : "not mapped";
}
