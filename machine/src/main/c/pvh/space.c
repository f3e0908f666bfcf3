/* The memory half of the port: ranges that are reserved, committed, backed on touch, given back. What a page is stands in its page-table entry and nowhere else:
   zero = reserved or nothing, COMMITTED = to be backed, with a frame = backed. Tables are made at commit, so that a touch needs nothing but a frame. */
#include "space.h"
#include "../common/libc.h"
#include "../common/port.h"
#include "../common/ranges.h"
#include "../common/x86.h"
#include "cpu.h"
#include "cpus.h"
#include "frames.h"
#include "layout.h"
#include "tables.h"

enum { FAULT_PRESENT = 1, FAULT_WRITE = 2, FAULT_FETCH = 16, BATCH = 64, AROUND = 8 };

static struct tables tables = {.frame = frame_take_clear};

static struct range *more_nodes(void) {
    uint64_t frame = frame_take();
    if (!frame) return NULL;
    struct range *nodes = frame_content(frame);
    unsigned count = PAGE / sizeof *nodes;
    for (unsigned i = 0; i < count; i++) nodes[i].next = i + 1 < count ? &nodes[i + 1] : NULL;
    return nodes;
}

static uint64_t heap_range; /* chosen at every boot */
static struct ranges managed = {.start = MANAGED_RANGE, .end = MANAGED_RANGE_END, .more = more_nodes};

static bool lock(void) {
    bool masked = port_mask();
    spin_take(&frames_lock);
    return masked;
}

static void unlock(bool masked) {
    spin_give(&frames_lock);
    if (!masked) port_unmask();
}

/* --- the kernel map --- */

static void must(bool ok) {
    if (!ok) port_fault("not enough memory for the page tables");
}

static void map_same(uint64_t start, uint64_t end, uint64_t attributes) { must(start >= end || tables_map(&tables, start, start, end - start, attributes)); }

static void map_heap(uint64_t start, uint64_t end, uint64_t attributes) {
    const struct layout *l = &image_layout;
    must(start >= end || tables_map(&tables, heap_range + HEAP_OFFSET + start - l->heap, start - l->heap + l->heap_load, end - start, attributes));
}

static const struct memory_map *memory; /* without the image */

void space_start(const struct memory_map *map) {
    const struct layout *l = &image_layout;
    memory = map;
    managed.start += cpu_random() % MANAGED_POSITIONS * PAGE;
    heap_range = HEAP_RANGE + (cpu_random() % HEAP_POSITIONS << 20);
    uint64_t window = WINDOW_RANGE + (cpu_random() % WINDOW_POSITIONS << 21);
    tables.root = frame_take_clear();
    must(tables.root);
    map_same(l->text, l->text_end, MAP_CODE);
    map_same(l->constants, l->constants_end, MAP_CONSTANT);
    map_same(l->data, (uint64_t)boot_stack_guard, MAP_DATA);
    map_same((uint64_t)boot_stack_guard + PAGE, l->data_end, MAP_DATA);
    map_heap(l->heap, l->heap_writable, MAP_CONSTANT);
    map_heap(l->heap_writable, l->heap_writable_end, MAP_DATA);
    map_heap(l->heap_writable_end, l->heap_end, MAP_CONSTANT);
    for (unsigned i = 0; i < map->count; i++) {
        const struct memory_region *r = &map->region[i];
        must(tables_map(&tables, window + r->start, r->start, r->end - r->start, MAP_DATA));
    }
    write_cr3(tables.root);
    tables.window = frames_window = window;
}

static bool is_memory(uint64_t start, uint64_t end) {
    bool found = start < image_layout.load_end && end > image_layout.text;
    for (unsigned i = 0; i < memory->count; i++) found |= start < memory->region[i].end && end > memory->region[i].start;
    return found;
}

bool space_map_device(uint64_t address, uint64_t length) {
    uint64_t start = address & ~(PAGE - 1), end = page_up(address + length);
    bool masked = lock(), ok = !is_memory(start, end);
    for (; start < end && ok; start += PAGE) {
        uint64_t *e = tables_entry(&tables, start, true, NULL);
        ok = e && (!*e || *e == (start | MAP_DEVICE)); /* several devices share a page */
        if (ok) *e = start | MAP_DEVICE;
    }
    unlock(masked);
    return ok;
}

uint64_t space_device_memory(uint64_t pages) {
    if (!account_allows(&frames_account, pages, pages / 512 + 4, USE_NATIVE)) return 0;
    uint64_t at = frames_take_run(pages);
    return at && tables_map(&tables, at, at, pages * PAGE, MAP_DATA) ? at : 0;
}

uint64_t space_stack(unsigned pages) {
    bool masked = lock();
    uint64_t size = pages * PAGE, start = ranges_take(&managed, PAGE + size), frames = frames_take_run(pages);
    must(start && frames && tables_map(&tables, start + PAGE, frames, size, MAP_DATA));
    unlock(masked);
    return start + PAGE + size;
}

uint64_t space_root(void) { return tables.root; }

/* --- ranges --- */

static bool in_heap_range(uint64_t start, uint64_t end) { return start >= heap_range && end <= heap_range + HEAP_RANGE_LENGTH && start < end; }

/* Whether it may be committed and emptied at all. */
static bool owned(uint64_t start, uint64_t end) {
    if (start & (PAGE - 1)) return false;
    if (in_heap_range(start, end)) return true;
    bool masked = lock(), ok = ranges_contain(&managed, start, end);
    unlock(masked);
    return ok;
}

void *port_memory_heap_range(void) { return (void *)heap_range; }

uint64_t port_memory_limit(void) {
    static uint64_t limit; /* asked for more than once, and must not shrink with use */
    if (!limit) limit = account_room(&frames_account, USE_JAVA, false) * PAGE;
    return limit;
}

void *port_memory_reserve(size_t length, enum memory_use use) {
    (void)use;
    bool masked = lock();
    uint64_t start = ranges_take(&managed, page_up(length));
    unlock(masked);
    return (void *)start;
}

/* What is reserved and not committed faults anyway. */
bool port_memory_guard(void *at, size_t length) {
    (void)at, (void)length;
    return true;
}

/* Pages of one table, under the lock; counts those that were not committed yet. False: no frame is left for the table. */
static bool commit_some(uint64_t start, uint64_t end, uint64_t entry, uint64_t *fresh) {
    bool masked = lock();
    uint64_t *e = tables_entry(&tables, start, true, NULL);
    for (uint64_t i = 0; e && i < (end - start) / PAGE; i++) {
        if (e[i]) continue;
        e[i] = entry;
        (*fresh)++;
    }
    unlock(masked);
    return e;
}

bool port_memory_commit(void *at, size_t length, enum memory_use use) {
    uint64_t start = (uint64_t)at, end = start + page_up(length), pages = (end - start) / PAGE;
    if (!owned(start, end)) return false;
    uint64_t promise = use == USE_STACK ? 0 : pages;
    bool masked = lock(), ok = account_allows(&frames_account, pages, pages / 512 + 4, use);
    if (ok) frames_account.promised += promise;
    unlock(masked);
    if (!ok) return false;
    uint64_t entry = ENTRY_COMMITTED | ENTRY_WRITE | ENTRY_SEEN | ENTRY_NX | (use == USE_STACK ? ENTRY_STACK : 0), fresh = 0;
    for (uint64_t a = start, b; a < end && ok; a = b) {
        b = (a | ((1UL << 21) - 1)) + 1;
        ok = commit_some(a, b < end ? b : end, entry, &fresh);
    }
    if (promise) {
        masked = lock();
        frames_account.promised -= promise - fresh; /* what was committed before is promised already */
        unlock(masked);
    }
    if (!ok) port_memory_discard(at, length);
    return ok;
}

/* Visits the entries that are in use, under the lock, which others get after each BATCH. False, at once, when a visit says so. */
static bool each(uint64_t start, uint64_t end, bool (*visit)(uint64_t *entry, uint64_t *count), uint64_t *count) {
    bool ok = true;
    while (start < end && ok) {
        bool masked = lock();
        for (unsigned n = 0; n < BATCH && start < end && ok; n++) {
            uint64_t span, *e = tables_entry(&tables, start, false, &span);
            if (e && *e) ok = visit(e, count);
            start = end - start < span ? end : start + span;
        }
        unlock(masked);
    }
    return ok;
}

/* What remains is the frame alone: other CPUs may use it until they have flushed. False: this is not ours to empty. */
static bool withdraw(uint64_t *e, uint64_t *frames) {
    if (!(*e & ENTRY_COMMITTED)) return false;
    if (!(*e & ENTRY_FRAME) && !(*e & ENTRY_STACK)) frames_account.promised--;
    *e &= ENTRY_FRAME;
    *frames += *e != 0;
    return true;
}

static bool give_withdrawn(uint64_t *e, uint64_t *frames) {
    if (*e & ~ENTRY_FRAME) return true;
    frame_give(*e);
    *e = 0;
    return --*frames;
}

bool port_memory_discard(void *at, size_t length) {
    uint64_t start = (uint64_t)at, end = start + page_up(length), frames = 0;
    if (!owned(start, end)) return false;
    bool ok = each(start, end, withdraw, &frames);
    if (frames) {
        cpus_flush(start, end);
        each(start, end, give_withdrawn, &frames);
    }
    return ok;
}

bool port_memory_release(void *at, size_t length) {
    uint64_t start = (uint64_t)at, end = start + page_up(length);
    if (!port_memory_discard(at, length)) return false;
    if (in_heap_range(start, end)) return true;
    bool masked = lock(), ok = ranges_give(&managed, start, end);
    unlock(masked);
    return ok;
}

bool port_memory_protect(void *at, size_t length, enum memory_access to) {
    uint64_t start = (uint64_t)at, end = start + page_up(length);
    if (!owned(start, end)) return false;
    bool masked = lock(), ok = true;
    for (uint64_t a = start; a < end && ok; a += PAGE) {
        uint64_t *e = tables_entry(&tables, a, false, NULL);
        ok = e && *e & ENTRY_COMMITTED;
        if (!ok) break;
        uint64_t kept = *e & ~(ENTRY_PRESENT | ENTRY_WRITE | ENTRY_CLOSED);
        if (to == ACCESS_NONE) kept |= ENTRY_CLOSED;
        if (to == ACCESS_WRITE) kept |= ENTRY_WRITE;
        if (to != ACCESS_NONE && kept & ENTRY_FRAME) kept |= ENTRY_PRESENT;
        *e = kept;
    }
    unlock(masked);
    cpus_flush(start, end);
    return ok;
}

/* --- the page fault --- */

static bool to_be_backed(uint64_t e) { return (e & ENTRY_COMMITTED) && !(e & (ENTRY_CLOSED | ENTRY_FRAME)); }

/* Backs one page. The frame is cleared outside the lock; meanwhile another CPU may have been first, or the range may be gone. */
static bool back(uint64_t *e) {
    spin_take(&frames_lock); /* masked: this is an interrupt gate */
    uint64_t frame = to_be_backed(*e) ? frame_take() : 0;
    spin_give(&frames_lock);
    if (!frame) return *e & ENTRY_PRESENT;
    frame_clear(frame);
    spin_take(&frames_lock);
    if (to_be_backed(*e)) {
        if (!(*e & ENTRY_STACK)) frames_account.promised--;
        *e |= frame | ENTRY_PRESENT;
    } else {
        frame_give(frame);
    }
    spin_give(&frames_lock);
    return true;
}

/* Memory that has frames promised is touched from its beginning on: the next pages are backed too, which saves most of the faults. Stacks grow down, and may never
   be used: they get what they touch. */
bool space_fault(uint64_t address, uint64_t error) {
    if (error & (FAULT_PRESENT | FAULT_FETCH)) return false;
    uint64_t *e = tables_entry(&tables, address, false, NULL);
    if (!e || !back(e)) return false;
    unsigned left = *e & ENTRY_STACK ? 0 : 511 - (address / PAGE & 511);
    for (unsigned i = 1; i < AROUND && i <= left && to_be_backed(e[i]) && !(e[i] & ENTRY_STACK); i++) back(&e[i]);
    return true;
}

enum space_kind space_explain(uint64_t address, uint64_t error) {
    if (address < 0x10000) return SPACE_ZERO_PAGE;
    if (error & FAULT_FETCH && error & FAULT_PRESENT) return SPACE_NOT_CODE;
    if (error & FAULT_PRESENT) return error & FAULT_WRITE ? SPACE_READ_ONLY : SPACE_MAPPED;
    const uint64_t *e = tables_entry(&tables, address, false, NULL);
    if (e && *e & ENTRY_CLOSED) return SPACE_CLOSED;
    if (e && to_be_backed(*e)) return error & FAULT_FETCH ? SPACE_NOT_CODE : SPACE_NO_FRAME;
    return in_heap_range(address, address + 1) || ranges_contain(&managed, address, address + 1) ? SPACE_RESERVED : SPACE_UNMAPPED;
}

bool space_readable(uint64_t address) { return address >= 0x10000 && tables_present(&tables, address); }
