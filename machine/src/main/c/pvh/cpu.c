#include "cpu.h"
#include "../common/end.h"
#include "../common/libc.h"
#include "../common/port.h"
#include "../common/random.h"
#include "../common/x86.h"

enum { EFER = 0xc0000080, EFER_NXE = 0x800, CR0_WP = 1 << 16, CR4_UMIP = 1 << 11, CR4_OSXSAVE = 1 << 18, CR4_SMEP = 1 << 20, CR4_SMAP = 1 << 21 };
enum { STATE_BASE = 3, STATE_AVX = 4, STATE_AVX512 = 0xe0 }; /* XCR0: what thread switches save */

unsigned xsave_size;
static uint32_t state = STATE_BASE;

/* x86-64-v2, which all code of an image may use, and NX, without which memory would be executable. */
static void require(void) {
    static const struct {
        uint32_t leaf;
        bool in_d;
        uint8_t bit;
        const char *refusal;
    } needs[] = {
        {0x80000001, true, 20, "this CPU cannot forbid execution (NX)"},
        {1, false, 0, "this CPU lacks SSE3; x86-64-v2 is required"},
        {1, false, 9, "this CPU lacks SSSE3; x86-64-v2 is required"},
        {1, false, 13, "this CPU lacks CMPXCHG16B; x86-64-v2 is required"},
        {1, false, 19, "this CPU lacks SSE4.1; x86-64-v2 is required"},
        {1, false, 20, "this CPU lacks SSE4.2; x86-64-v2 is required"},
        {1, false, 23, "this CPU lacks POPCNT; x86-64-v2 is required"},
        {0x80000001, false, 0, "this CPU lacks LAHF in 64-bit mode; x86-64-v2 is required"},
    };
    for (size_t i = 0; i < sizeof needs / sizeof *needs; i++) {
        struct cpuid c = cpuid_known(needs[i].leaf, 0);
        if (!((needs[i].in_d ? c.d : c.c) >> needs[i].bit & 1)) machine_refuse(needs[i].refusal);
    }
}

static void enable_extended_state(void) {
    if (!(cpuid(1, 0).c & 1 << 26)) return; /* no XSAVE: then there is no AVX either */
    write_cr4(read_cr4() | CR4_OSXSAVE);
    uint32_t can = cpuid(0xd, 0).a;
    state |= can & STATE_AVX;
    if (state & STATE_AVX && (can & STATE_AVX512) == STATE_AVX512) state |= STATE_AVX512;
    xsetbv(0, state);
    xsave_size = (cpuid(0xd, 0).b + 63) & ~63U;
}

uint64_t port_extended_state(void) { return state; }

void cpu_start(void) {
    require();
    cpu_enter();
}

void cpu_enter(void) {
    wrmsr(EFER, rdmsr(EFER) | EFER_NXE);
    write_cr0(read_cr0() | CR0_WP);
    struct cpuid c = cpuid_known(7, 0);
    write_cr4(read_cr4() | (c.b & 1 << 7 ? CR4_SMEP : 0) | (c.b & 1 << 20 ? CR4_SMAP : 0) | (c.c & 1 << 2 ? CR4_UMIP : 0));
    enable_extended_state();
}

bool port_entropy(void *to, size_t n) {
    for (uint8_t *p = to; n;) {
        uint64_t v;
        if (!random_word(&v)) return false;
        size_t part = n < sizeof v ? n : sizeof v;
        memcpy(p, &v, part);
        p += part;
        n -= part;
    }
    return true;
}

/* The CPU's random numbers over the time-stamp counter. A CPU without random instructions leaves what is unpredictable in the counter. The mixing is that of splitmix64. */
uint64_t cpu_random(void) {
    static uint64_t state;
    uint64_t v = 0;
    port_entropy(&v, sizeof v);
    state = (state ^ v ^ rdtsc()) + 0x9e3779b97f4a7c15;
    v = (state ^ state >> 30) * 0xbf58476d1ce4e5b9;
    v = (v ^ v >> 27) * 0x94d049bb133111eb;
    return v ^ v >> 31;
}
