#include "blocks.h"

enum { LIVE = 0x4d6f7267, DEAD = 0x616e6121 };
struct header {
    uint32_t mark, class; /* class BLOCK_CLASSES: a run of its own */
    size_t length;        /* with the header */
};
_Static_assert(sizeof(struct header) == BLOCK_HEADER, "blocks stay 16-aligned");

/* 16-byte steps up to 128 bytes, then four classes to each doubling: at most a fifth of a block is lost. */
unsigned block_class(size_t n) {
    if (n <= 128) return n <= 32 ? 0 : (unsigned)((n + 15) / 16 - 2);
    unsigned top = 63 - (unsigned)__builtin_clzl(n - 1);
    return 7 + (top - 7) * 4 + (unsigned)((n - 1) >> (top - 2) & 3);
}

size_t block_class_size(unsigned class) {
    if (class < 7) return (class + 2) * 16UL;
    return (5UL + (class - 7) % 4) << ((class - 7) / 4 + 5);
}

static struct header *header_of(const void *block) { return (struct header *)block - 1; }

static void *mark(void *at, uint32_t class, size_t length) {
    struct header *h = at;
    *h = (struct header){LIVE, class, length};
    return h + 1;
}

static void *cut(struct blocks *b, size_t size) {
    if (b->left < size) { /* the rest of the old run is lost: less than one block of this size */
        char *run = b->run_take(BLOCKS_RUN);
        if (!run) return NULL;
        b->fresh = run;
        b->left = BLOCKS_RUN;
    }
    void *at = b->fresh;
    b->fresh += size;
    b->left -= size;
    return at;
}

void *blocks_allocate(struct blocks *b, size_t n) {
    if (n > SIZE_MAX / 2) return NULL;
    size_t size = n + BLOCK_HEADER;
    if (size > BLOCK_LARGEST) {
        size_t length = (size + 4095) & ~4095UL;
        void *run = b->run_take(length);
        return run ? mark(run, BLOCK_CLASSES, length) : NULL;
    }
    unsigned class = block_class(size);
    void **at = b->free[class];
    if (at)
        b->free[class] = at[1]; /* the link lies in the header's second word: no byte of the block itself is needed */
    else if (!(at = cut(b, block_class_size(class))))
        return NULL;
    return mark(at, class, block_class_size(class));
}

size_t block_usable(const void *block) {
    const struct header *h = header_of(block);
    return h->mark == LIVE && h->class <= BLOCK_CLASSES ? h->length - BLOCK_HEADER : 0;
}

bool blocks_free(struct blocks *b, void *block) {
    if (!block_usable(block)) return false;
    struct header *h = header_of(block);
    h->mark = DEAD;
    if (h->class == BLOCK_CLASSES) {
        b->run_give(h, h->length);
    } else {
        void **link = (void **)h;
        link[1] = b->free[h->class];
        b->free[h->class] = link;
    }
    return true;
}
