#include "ranges.h"
#include <stddef.h>

static struct range *node(struct ranges *r) {
    if (!r->spare) r->spare = r->more();
    struct range *n = r->spare;
    if (n) r->spare = n->next;
    return n;
}

static void unlink_after(struct ranges *r, struct range **at) {
    struct range *n = *at;
    *at = n->next;
    n->next = r->spare;
    r->spare = n;
}

uint64_t ranges_take(struct ranges *r, uint64_t length) {
    uint64_t start = r->start;
    struct range **at = &r->used, *before = NULL;
    for (; *at && (*at)->start - start < length; at = &before->next) {
        before = *at;
        start = before->end;
    }
    if (!length || r->end - start < length) return 0;
    if (before) { /* it ends where we begin */
        before->end += length;
        if (*at && (*at)->start == before->end) {
            before->end = (*at)->end;
            unlink_after(r, at);
        }
    } else if (*at && (*at)->start == start + length) {
        (*at)->start = start;
    } else {
        struct range *n = node(r);
        if (!n) return 0;
        *n = (struct range){*at, start, start + length};
        *at = n;
    }
    return start;
}

bool ranges_give(struct ranges *r, uint64_t start, uint64_t end) {
    for (struct range **at = &r->used; *at && (*at)->start < end;) {
        struct range *u = *at;
        if (u->end <= start) {
            at = &u->next;
        } else if (u->start < start && u->end > end) {
            struct range *n = node(r);
            if (!n) return false;
            *n = (struct range){u->next, end, u->end};
            u->next = n;
            u->end = start;
            return true;
        } else if (u->start < start) {
            u->end = start;
            at = &u->next;
        } else if (u->end > end) {
            u->start = end;
            return true;
        } else {
            unlink_after(r, at);
        }
    }
    return true;
}

bool ranges_contain(const struct ranges *r, uint64_t start, uint64_t end) {
    const struct range *u = r->used;
    while (u && u->end <= start) u = u->next;
    return u && u->start <= start && end <= u->end && start < end;
}
