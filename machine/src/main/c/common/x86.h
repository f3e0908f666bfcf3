/* The few instructions of the architecture that C has no word for. Each states its reason where the name does not; "memory" is clobbered where the compiler must
   not move accesses over the instruction. */
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct cpuid {
    uint32_t a, b, c, d;
};

static inline struct cpuid cpuid(uint32_t leaf, uint32_t subleaf) {
    struct cpuid r;
    __asm__ volatile("cpuid" : "=a"(r.a), "=b"(r.b), "=c"(r.c), "=d"(r.d) : "a"(leaf), "c"(subleaf));
    return r;
}

/* All zero when the CPU does not know the leaf. */
static inline struct cpuid cpuid_known(uint32_t leaf, uint32_t subleaf) {
    return cpuid(leaf & 0xffff0000, 0).a >= leaf ? cpuid(leaf, subleaf) : (struct cpuid){0, 0, 0, 0};
}

/* Only legal when CR4.OSXSAVE is set. */
static inline void xsetbv(uint32_t which, uint64_t v) {
    __asm__ volatile("xsetbv" ::"c"(which), "a"((uint32_t)v), "d"((uint32_t)(v >> 32)));
}

static inline void outb(uint16_t port, uint8_t v) { __asm__ volatile("outb %0,%1" ::"a"(v), "Nd"(port)); }
static inline void outl(uint16_t port, uint32_t v) { __asm__ volatile("outl %0,%1" ::"a"(v), "Nd"(port)); }
static inline uint8_t inb(uint16_t port) {
    uint8_t v;
    __asm__ volatile("inb %1,%0" : "=a"(v) : "Nd"(port));
    return v;
}

/* One instruction for many bytes: one exit to the hypervisor instead of one per byte. */
static inline void outsb(uint16_t port, const uint8_t *bytes, size_t n) {
    __asm__ volatile("rep outsb" : "+S"(bytes), "+c"(n) : "d"(port) : "memory");
}

static inline uint64_t rdmsr(uint32_t msr) {
    uint32_t a, d;
    __asm__ volatile("rdmsr" : "=a"(a), "=d"(d) : "c"(msr));
    return (uint64_t)d << 32 | a;
}

static inline void wrmsr(uint32_t msr, uint64_t v) {
    __asm__ volatile("wrmsr" ::"c"(msr), "a"((uint32_t)v), "d"((uint32_t)(v >> 32)) : "memory");
}

static inline uint64_t rdtsc(void) {
    uint32_t a, d;
    __asm__ volatile("rdtsc" : "=a"(a), "=d"(d));
    return (uint64_t)d << 32 | a;
}

#define CONTROL_REGISTER(n) \
    static inline uint64_t read_cr##n(void) { \
        uint64_t v; \
        __asm__ volatile("mov %%cr" #n ",%0" : "=r"(v)::"memory"); \
        return v; \
    } \
    static inline void write_cr##n(uint64_t v) { __asm__ volatile("mov %0,%%cr" #n ::"r"(v) : "memory"); }
CONTROL_REGISTER(0)
CONTROL_REGISTER(2)
CONTROL_REGISTER(3)
CONTROL_REGISTER(4)

static inline void invlpg(uint64_t address) { __asm__ volatile("invlpg (%0)" ::"r"(address) : "memory"); }

static inline uint64_t read_flags(void) {
    uint64_t v;
    __asm__ volatile("pushfq; popq %0" : "=r"(v)::"memory");
    return v;
}

static inline void interrupts_off(void) { __asm__ volatile("cli" ::: "memory"); }
static inline void interrupts_on(void) { __asm__ volatile("sti" ::: "memory"); }

/* The random instructions may fail for a moment: false then. Clobber the flags. */
static inline bool rdrand(uint64_t *v) {
    bool ok;
    __asm__ volatile("rdrand %0; setc %1" : "=r"(*v), "=qm"(ok)::"cc");
    return ok;
}

static inline bool rdseed(uint64_t *v) {
    bool ok;
    __asm__ volatile("rdseed %0; setc %1" : "=r"(*v), "=qm"(ok)::"cc");
    return ok;
}
