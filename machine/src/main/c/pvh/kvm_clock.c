/* KVM's paravirtual clock: the hypervisor writes into two structures of ours how the TSC runs and what time it is. They are read once, at the start: the TSC of a
   running machine is stable, and KVM scales it when the machine moves to another host. */
#include "../common/x86.h"
#include "clock.h"

enum { SIGNATURE = 0x40000000, FEATURES = 0x40000001, CLOCK_FEATURE = 8, MSR_WALL = 0x4b564d00, MSR_SYSTEM = 0x4b564d01, ENABLE = 1 };

static struct {
    uint32_t version, pad;
    uint64_t tsc, system_time;
    uint32_t multiplier;
    int8_t shift;
    uint8_t flags, pad2[2];
} volatile system __attribute__((aligned(64)));

static struct {
    uint32_t version, seconds, nanoseconds;
} volatile wall __attribute__((aligned(16)));

static bool available(void) {
    if (!(cpuid(1, 0).c >> 31)) return false;
    struct cpuid c = cpuid(SIGNATURE, 0);
    return c.b == 0x4b4d564b && c.c == 0x564b4d56 && c.d == 0x4d && cpuid(FEATURES, 0).a & CLOCK_FEATURE; /* "KVMKVMKVM" */
}

bool kvm_clock(uint64_t *scale, uint64_t *now) {
    if (!available()) return false;
    wrmsr(MSR_SYSTEM, (uint64_t)&system | ENABLE);
    wrmsr(MSR_WALL, (uint64_t)&wall);
    if (!system.multiplier) return false;
    int shift = system.shift;
    uint64_t m = system.multiplier;
    *scale = shift >= 0 ? m << shift : m >> -shift;
    uint64_t since = (uint64_t)((unsigned __int128)(rdtsc() - system.tsc) * *scale >> 32);
    *now = wall.seconds * 1000000000UL + wall.nanoseconds + system.system_time + since;
    return true;
}
