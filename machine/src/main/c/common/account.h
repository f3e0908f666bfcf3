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

/* What must remain free after a promise to `use`: a share of all frames, in a small machine a fixed number. */
static inline uint64_t account_held_back(const struct account *a, enum memory_use use) {
    static const struct {
        uint8_t percent;
        uint16_t least;
    } held[] = {[USE_JAVA] = {3, 16}, [USE_NATIVE] = {6, 64}, [USE_STACK] = {12, 192}};
    uint64_t share = a->total * held[use].percent / 100, least = held[use].least;
    return share > least ? share : least;
}

static inline uint64_t account_available(const struct account *a) { return a->free > a->promised ? a->free - a->promised : 0; }

/* `frames` for the content (none for a stack: it is not promised), `tables` for page tables that may have to be made at once. */
static inline bool account_allows(const struct account *a, uint64_t frames, uint64_t tables, enum memory_use use) {
    uint64_t wanted = use == USE_STACK ? FRAMES_PER_STACK : frames;
    uint64_t needed;
    if (__builtin_add_overflow(wanted, tables + account_held_back(a, use), &needed)) return false;
    return account_available(a) >= needed;
}

/* What the Java heap may count on: 70 % of the frames, since with 77 % an exhausted heap was still fatal inside a collection; less in a small machine, because a
   collection also needs room of a fixed size (measured: with 70 % of 33 MB the peak was 97 %, with 4 MB set aside first it is below 90 %). */
static inline uint64_t account_java_frames(const struct account *a) {
    enum { SET_ASIDE = 1024 };
    uint64_t rest = a->free > 2 * SET_ASIDE ? a->free - SET_ASIDE : a->free / 2;
    return rest * 70 / 100;
}
