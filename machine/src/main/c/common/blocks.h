/* The allocator behind malloc: size classes, four to a doubling, with a free list each; new blocks are cut from one run of pages that grows as needed, large
   ones are runs of their own. A header before each block says its class and carries a mark, so that a block that was overrun or freed twice is noticed. */
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { BLOCK_CLASSES = 39, BLOCK_LARGEST = 32768, BLOCK_HEADER = 16, BLOCKS_RUN = 65536 };

struct blocks {
    void *free[BLOCK_CLASSES];
    char *fresh;  /* the run that new blocks are cut from */
    size_t left;
    void *(*run_take)(size_t length); /* zeroed pages or NULL */
    void (*run_give)(void *run, size_t length);
};

/* The class of a block of n bytes including its header, n <= BLOCK_LARGEST; and a class's block size. */
unsigned block_class(size_t n);
size_t block_class_size(unsigned class);

void *blocks_allocate(struct blocks *b, size_t n); /* NULL when there is no memory; n is the usable size */
bool blocks_free(struct blocks *b, void *block);   /* false: this is no allocated block */
size_t block_usable(const void *block);            /* 0: this is no allocated block */
