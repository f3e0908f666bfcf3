/* A set of address ranges that are in use, in a space of addresses: first fit, neighbours grow together, any part of what is used may be given back. */
#pragma once
#include <stdbool.h>
#include <stdint.h>

struct range {
    struct range *next;
    uint64_t start, end;
};

struct ranges {
    uint64_t start, end;           /* the space */
    struct range *used;            /* sorted, never touching each other */
    struct range *spare;           /* nodes not in use */
    struct range *(*more)(void);   /* a chain of new nodes, or NULL */
};

uint64_t ranges_take(struct ranges *r, uint64_t length);                /* 0: no room, or no node */
bool ranges_give(struct ranges *r, uint64_t start, uint64_t end);       /* false: no node for a hole in the middle */
bool ranges_contain(const struct ranges *r, uint64_t start, uint64_t end);
