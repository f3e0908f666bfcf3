/* Which promises of memory may be made. Memory is backed on first touch, so a commit is a promise of frames; it must fail early, because Java can handle a failed
   commit but nobody can handle a touch that finds no frame. Thread stacks are not promised (most of a stack is never touched): they draw on what is held back.

   Who is refused first when frames run short: new threads, then malloc, then the Java heap, since a failed commit inside a collection is fatal. The collector's
   peak was measured at 91 % of the frames when the heap may count on 70 % of them. */
#pragma once
#include "port.h"
#include <stdbool.h>
#include <stdint.h>

struct account {
    uint64_t total, free, promised; /* frames */
};

enum { FRAMES_PER_STACK = 4 }; /* what a thread touches at least, with its page table */

/* What must remain free after a promise to `use`, in percent of all frames. */
static inline unsigned account_held_back(enum memory_use use) { return use == USE_STACK ? 12 : use == USE_NATIVE ? 6 : 3; }

/* `frames` for the content (none for a stack: it is not promised), `tables` for page tables that may have to be made at once. */
static inline bool account_allows(const struct account *a, uint64_t frames, uint64_t tables, enum memory_use use) {
    uint64_t wanted = use == USE_STACK ? FRAMES_PER_STACK : frames;
    uint64_t available = a->free > a->promised ? a->free - a->promised : 0;
    uint64_t needed;
    if (__builtin_add_overflow(wanted, tables + a->total * account_held_back(use) / 100, &needed)) return false;
    return available >= needed;
}
