#include "clock.h"
#include "../common/port.h"
#include "../common/x86.h"
#include "interrupts.h"

enum { TSC_DEADLINE = 0x6e0, CALIBRATION_NS = 500000 };
#define BILLION 1000000000UL

extern uint64_t boot_tsc;
static uint64_t scale;       /* ns per tick, 32.32 */
static uint64_t ticks_scale; /* timer ticks per ns, 32.32; 0: the timer takes TSC values */
static uint64_t tsc_scale;   /* TSC ticks per ns, 32.32 */
static uint64_t wall_offset;

static uint64_t multiply(uint64_t v, uint64_t fixed) { return (uint64_t)((unsigned __int128)v * fixed >> 32); }

static uint64_t divide(uint64_t numerator, uint64_t denominator) { /* numerator << 32 / denominator, where the result fits */
    uint64_t high = numerator / denominator, rest = numerator % denominator;
    uint64_t low = 0;
    for (int i = 0; i < 32; i++) {
        rest <<= 1;
        low = low << 1 | (rest >= denominator);
        if (rest >= denominator) rest -= denominator;
    }
    return high << 32 | low;
}

/* One reading of both counters at the same moment: of a few tries the one that took least. */
static void both(uint64_t *tsc, uint32_t *timer) {
    uint64_t best = UINT64_MAX;
    for (int i = 0; i < 4; i++) {
        uint64_t before = rdtsc();
        uint32_t left = lapic_timer_left();
        uint64_t after = rdtsc();
        if (after - before >= best) continue;
        best = after - before;
        *tsc = before + best / 2;
        *timer = left;
    }
}

/* How often the TSC ticks while the timer counts `timer` down by one, 32.32. */
static uint64_t tsc_per_timer_tick(void) {
    uint64_t t0 = 0, t1 = 0;
    uint32_t c0 = 0, c1 = 0;
    lapic_timer_one_shot(UINT32_MAX);
    both(&t0, &c0);
    while (c0 - lapic_timer_left() < CALIBRATION_NS) continue; /* `pause` would hand an emulated CPU's time to others */
    both(&t1, &c1);
    lapic_timer_one_shot(0);
    return divide(t1 - t0, c0 - c1);
}

/* The TSC's frequency by CPUID, in kHz; 0: unknown. */
static uint64_t cpuid_khz(void) {
    struct cpuid c = cpuid_known(0x15, 0);
    if (c.a && c.b && c.c) return (uint64_t)c.c * c.b / c.a / 1000;
    struct cpuid h = cpuid(0x40000000, 0);
    if (cpuid(1, 0).c >> 31 && h.a >= 0x40000010 && h.a < 0x40010000) return cpuid(0x40000010, 0).a;
    return 0;
}

/* The emulated timer (QEMU's and KVM's) counts nanoseconds; it is the reference when nobody tells the TSC's frequency. */
void clock_start(void) {
    uint64_t now = 0, khz = cpuid_khz();
    bool kvm = kvm_clock(&scale, &now);
    if (!kvm && khz) scale = divide(1000000, khz);
    if (cpuid(1, 0).c & 1 << 24) lapic_timer_deadline_mode();
    bool deadline_mode = cpuid(1, 0).c & 1 << 24;
    if (!deadline_mode || !scale) {
        uint64_t ratio = tsc_per_timer_tick();
        if (!scale) scale = divide(1UL << 32, ratio);
        ticks_scale = divide(1UL << 32, multiply(ratio, scale));
    }
    if (deadline_mode) ticks_scale = 0;
    tsc_scale = divide(1UL << 32, scale);
    wall_offset = (kvm ? now : cmos_clock() * BILLION) - port_monotonic();
}

uint64_t port_monotonic(void) { return multiply(rdtsc() - boot_tsc, scale); }
uint64_t port_wall_clock(void) { return wall_offset + port_monotonic(); }

void port_timer_arm(uint64_t deadline) {
    enum { LEAST = 500, MOST = 1000000000 }; /* ns; an early interrupt only leads to another look */
    uint64_t now = port_monotonic(), in = deadline > now + LEAST ? deadline - now : LEAST;
    if (in > MOST) in = MOST;
    if (ticks_scale)
        lapic_timer_one_shot((uint32_t)multiply(in, ticks_scale));
    else
        wrmsr(TSC_DEADLINE, rdtsc() + multiply(in, tsc_scale));
}
