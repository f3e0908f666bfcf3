/* The clocks, read by the kernel's own code in this process (the vDSO), without a system call where the machine's clock source allows it. */
#include "../common/libc.h"
#include "../common/port.h"
#include "linux.h"
#include "system.h"

enum { SECTION_DYNAMIC_SYMBOLS = 11 };
enum { USER_DISPATCH = 59, DISPATCH_ON = 1, DISPATCH_BLOCK = 1 };

/* The parts of an ELF file that name functions. */
struct elf_header {
    uint8_t identification[16];
    uint16_t type, machine;
    uint32_t version;
    uint64_t entry, segments, sections;
    uint32_t flags;
    uint16_t size, segment_size, segment_count, section_size, section_count, names;
};
struct elf_section {
    uint32_t name, type;
    uint64_t flags, address, offset, size;
    uint32_t link, information;
    uint64_t alignment, entry_size;
};
struct elf_symbol {
    uint32_t name;
    uint8_t kind, visibility;
    uint16_t section;
    uint64_t value, size;
};

bool clock_calls_kernel;
static int (*read_clock)(int clock, struct kernel_timespec *to);

static void *find(const char *base, const char *wanted) {
    const struct elf_header *e = (const void *)base;
    const struct elf_section *s = (const void *)(base + e->sections);
    for (unsigned i = 0; i < e->section_count; i++) {
        if (s[i].type != SECTION_DYNAMIC_SYMBOLS) continue;
        const struct elf_symbol *symbols = (const void *)(base + s[i].offset);
        const char *names = base + s[s[i].link].offset;
        for (unsigned k = 0; k < s[i].size / sizeof *symbols; k++)
            if (!strcmp(names + symbols[k].name, wanted)) return (void *)(base + symbols[k].value);
    }
    return NULL;
}

static uint64_t now(int clock) {
    struct kernel_timespec t;
    if (!read_clock || read_clock(clock, &t)) system_call(SYS_CLOCK_GETTIME, clock, &t);
    return (uint64_t)t.seconds * 1000000000 + (uint64_t)t.nanoseconds;
}

uint64_t clock_origin;

uint64_t port_monotonic(void) { return now(CLOCK_STEADY) - clock_origin; }
uint64_t port_wall_clock(void) { return now(CLOCK_WALL); }

/* The kernel asks this byte before each system call of a process that it dispatches; 1 makes the call a SIGSYS. */
static uint8_t blocked;

static void call_seen(int number) {
    (void)number;
    blocked = 0;
    clock_calls_kernel = true;
}

/* Whether the vDSO makes a system call after all: clock sources exist that only the kernel can read. A kernel that cannot tell (before 5.11) counts as one of those. */
static void probe(void) {
    struct kernel_action action = {call_seen, SA_RESTORER, signal_return, 0};
    struct kernel_timespec t;
    system_call(SYS_RT_SIGACTION, SIGSYS, &action, 0, 8);
    clock_calls_kernel = !read_clock || system_call(SYS_PRCTL, USER_DISPATCH, DISPATCH_ON, 0, 0, &blocked);
    if (clock_calls_kernel) return;
    *(volatile uint8_t *)&blocked = DISPATCH_BLOCK;
    read_clock(CLOCK_STEADY, &t);
    read_clock(CLOCK_WALL, &t);
    *(volatile uint8_t *)&blocked = 0;
    system_call(SYS_PRCTL, USER_DISPATCH, 0, 0, 0, 0);
}

void clock_start(const void *vdso) {
    if (vdso) read_clock = find(vdso, "__vdso_clock_gettime");
    probe();
    clock_origin = now(CLOCK_STEADY);
}
