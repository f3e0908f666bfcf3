/* Per-CPU data, found through GS. A value read through GS may be kept over a point of preemption only if it belongs to the thread; so this_cpu() is legal
   only while masked, and current_thread() (one instruction) is legal anywhere. */
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define MAX_CPUS 8 /* CPUs that may run threads */

struct thread;

struct cpu {
    struct cpu *self;       /* gs:0 */
    struct thread *running; /* gs:8 */
    struct thread *idle;    /* the CPU's own context, which runs when no thread can */
    uint64_t since;         /* when `running` got the CPU, or was last accounted for */
    uint64_t favoured;      /* time that urgent threads took since an ordinary one last ran */
    uint64_t armed;         /* when the timer will fire; NEVER when it is not set */
    uint32_t id;
    uint32_t to_wake;       /* idle CPUs chosen while the scheduler's lock was held, woken after it was given back */
    bool rearm;             /* `armed` is not in the timer yet: that follows the unlock too */
};

_Static_assert(offsetof(struct cpu, running) == 8, "current_thread reads gs:8");

extern struct cpu cpus[MAX_CPUS];

#ifdef MACHINE_HOST_TEST /* unit tests of the scheduler run where GS belongs to somebody else */
extern unsigned test_cpu;
static inline struct cpu *this_cpu(void) { return &cpus[test_cpu]; }
static inline struct thread *current_thread(void) { return cpus[test_cpu].running; }
#else
/* Plain moves, no clobbers; volatile in this_cpu because the answer changes over a switch of threads. */
static inline struct cpu *this_cpu(void) {
    struct cpu *c;
    __asm__ volatile("mov %%gs:0,%0" : "=r"(c));
    return c;
}

static inline struct thread *current_thread(void) {
    struct thread *t;
    __asm__ volatile("mov %%gs:8,%0" : "=r"(t));
    return t;
}
#endif
