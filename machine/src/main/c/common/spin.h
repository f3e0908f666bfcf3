/* Lock between CPUs. Taken only while masked, so a holder is never preempted; not in order of arrival, because under a hypervisor the next in line may not be running
   at all. While one CPU runs nobody can contend: the lock is skipped then. */
#pragma once
#include <stdbool.h>

struct spin {
    bool held;
};

extern bool spin_shared; /* more than one CPU runs threads */

void port_spin(void);    /* see port.h */

static inline void spin_take(struct spin *s) {
    if (!spin_shared) return;
    while (__atomic_exchange_n(&s->held, true, __ATOMIC_ACQUIRE))
        while (__atomic_load_n(&s->held, __ATOMIC_RELAXED)) port_spin();
}

static inline void spin_give(struct spin *s) {
    if (spin_shared) __atomic_store_n(&s->held, false, __ATOMIC_RELEASE);
}
