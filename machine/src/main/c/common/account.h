/* Which promises of memory may be made. Memory is backed on first touch, so a commit is a promise of frames; it must fail early, because Java can handle a failed
   commit but nobody can handle a touch that finds no frame. Thread stacks are not promised (most of a stack is never touched): they draw on what is held back.

   Who is refused first when frames run short: new threads, then malloc, then the Java heap, and a collection only when nothing is left, since the runtime ends the
   machine when a collection gets no memory. A quarter of the frames is kept for collections: a third of the other three, which is what the list of objects that are
   still to be visited takes at most (CollectionMemory in `runtime`). */
#pragma once
#include "port.h"
#include <stdbool.h>
#include <stdint.h>

struct account {
    uint64_t total, free, promised; /* frames */
    bool collecting;
};

enum { FRAMES_PER_STACK = 4 }; /* what a thread touches at least, with its page table */

/* What must remain free after a promise to `use`: a share of all frames, in a small machine a fixed number, and outside of a collection what is kept for it. */
static inline uint64_t account_held_back(const struct account *a, enum memory_use use, bool collecting) {
    static const struct {
        uint8_t percent;
        uint16_t least;
    } held[] = {[USE_JAVA] = {1, 16}, [USE_NATIVE] = {4, 64}, [USE_STACK] = {10, 192}};
    if (collecting) use = USE_JAVA;
    uint64_t share = a->total * held[use].percent / 100, least = held[use].least;
    return (share > least ? share : least) + (collecting ? 0 : a->total / 4);
}

static inline uint64_t account_available(const struct account *a) { return a->free > a->promised ? a->free - a->promised : 0; }

/* Frames that can be promised to `use`, now or if a collection ran. */
static inline uint64_t account_room(const struct account *a, enum memory_use use, bool collecting) {
    uint64_t available = account_available(a), held = account_held_back(a, use, collecting);
    return available > held ? available - held : 0;
}

/* `frames` for the content (none for a stack: it is not promised), `tables` for page tables that may have to be made at once. */
static inline bool account_allows(const struct account *a, uint64_t frames, uint64_t tables, enum memory_use use) {
    uint64_t wanted = use == USE_STACK ? FRAMES_PER_STACK : frames;
    return !__builtin_add_overflow(wanted, tables, &wanted) && wanted <= account_room(a, use, a->collecting);
}
