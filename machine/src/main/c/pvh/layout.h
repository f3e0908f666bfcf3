/* Where the linker put what, and the layout of virtual addresses:

     physical address   the kernel image with its attributes, memory that devices were given, device registers (uncached)
     1 TiB + random     thread stacks, malloc, fault stacks; in whole pages
     16 TiB + random    the Java heap's range: image heap at + 0x20000, everything else on commit; in whole MiB, which covers the alignment that heap chunks want
     96 TiB + random    the window: all memory outside the image, for this layer's own use, page tables above all; in pages of 2 MiB. Whoever can write somewhere, but not
                        read what this layer keeps, cannot make a page executable or writable */
#pragma once
#include <stdint.h>

#define TRAMPOLINE 0x8000UL /* physical, any free page below the first MiB: where started CPUs begin. Never mapped. */
#define HEAP_RANGE 0x100000000000UL
#define HEAP_RANGE_LENGTH 0x100000000000UL
#define HEAP_OFFSET 0x20000UL /* a heap chunk */
#define HEAP_POSITIONS (1UL << 26) /* of 1 MiB each: ends below 96 TiB */
#define MANAGED_RANGE 0x10000000000UL
#define MANAGED_RANGE_END 0x40000000000UL
#define MANAGED_POSITIONS (1UL << 28) /* of a page each */
#define WINDOW_RANGE 0x600000000000UL
#define WINDOW_POSITIONS (1UL << 23)

/* Filled in by link.ld as data, since the image heap's addresses are out of the reach of this code model's symbols. */
struct layout {
    uint64_t text, text_end, constants, constants_end, data, data_end; /* virtual == physical */
    uint64_t heap, heap_writable, heap_writable_end, heap_end;         /* as linked: only differences count */
    uint64_t heap_load, load_end;                                      /* physical */
};
extern const struct layout image_layout;

extern char boot_stack_guard[], boot_stack_top[]; /* boot.S: a page to leave unmapped, and the stack above it */
