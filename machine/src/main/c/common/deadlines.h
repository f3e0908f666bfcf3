/* Points in time that somebody waits for, first one first. Sorted from the end: most new deadlines are later than those that are already there. */
#pragma once
#include "queue.h"
#include <stdint.h>

struct deadline {
    struct link link;
    uint64_t at; /* UINT64_MAX: not in any list */
};

static inline struct deadline *deadlines_first(const struct queue *q) { return queue_empty(q) ? NULL : container_of(q->first, struct deadline, link); }

static inline uint64_t deadlines_next(const struct queue *q) { return queue_empty(q) ? UINT64_MAX : deadlines_first(q)->at; }

static inline void deadline_add(struct queue *q, struct deadline *d, uint64_t at) {
    d->at = at;
    if (at == UINT64_MAX) return;
    struct link *next = NULL, *l = q->last;
    for (; l && container_of(l, struct deadline, link)->at > at; l = l->previous) next = l;
    queue_insert(q, &d->link, next);
}

static inline void deadline_remove(struct queue *q, struct deadline *d) {
    if (d->at != UINT64_MAX) queue_remove(q, &d->link);
    d->at = UINT64_MAX;
}
