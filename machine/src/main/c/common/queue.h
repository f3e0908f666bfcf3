/* A queue of links that live inside their elements: no allocation, removal from anywhere. All-zero is an empty queue, so that a zeroed mutex is a valid one. */
#pragma once
#include <stdbool.h>
#include <stddef.h>

struct link {
    struct link *next, *previous;
};
struct queue {
    struct link *first, *last;
};

#define container_of(pointer, type, member) ((type *)((char *)(pointer) - offsetof(type, member)))

static inline bool queue_empty(const struct queue *q) { return !q->first; }

/* Puts `l` before `next`; at the end when `next` is null. */
static inline void queue_insert(struct queue *q, struct link *l, struct link *next) {
    struct link *previous = next ? next->previous : q->last;
    l->next = next;
    l->previous = previous;
    *(previous ? &previous->next : &q->first) = l;
    *(next ? &next->previous : &q->last) = l;
}

static inline void queue_append(struct queue *q, struct link *l) { queue_insert(q, l, NULL); }
static inline void queue_prepend(struct queue *q, struct link *l) { queue_insert(q, l, q->first); }

static inline void queue_remove(struct queue *q, struct link *l) {
    *(l->previous ? &l->previous->next : &q->first) = l->next;
    *(l->next ? &l->next->previous : &q->last) = l->previous;
    l->next = l->previous = NULL;
}

static inline struct link *queue_take(struct queue *q) {
    struct link *l = q->first;
    if (l) queue_remove(q, l);
    return l;
}
