/* Mutexes and condition variables. Ownership is handed to the first waiter: a mutex that lets newcomers barge in starved thread creation under back-to-back
   collections. Both types are valid when zeroed. Mutexes are not recursive and know no priorities: the Native Image runtime needs neither. */
#include "libc.h"
#include "thread.h"

struct mutex {
    struct thread *owner;
    struct queue waiters;
};
struct condition {
    struct queue waiters;
    int realtime; /* deadlines are by the wall clock */
};
_Static_assert(sizeof(struct mutex) <= sizeof(pthread_mutex_t), "fits where glibc's does");
_Static_assert(sizeof(struct condition) <= sizeof(pthread_cond_t), "fits where glibc's does");

static void lock(struct mutex *m) {
    if (m->owner)
        scheduler_block(&m->waiters, NEVER); /* returns as the owner */
    else
        m->owner = current_thread();
}

static void unlock(struct mutex *m) {
    m->owner = queue_empty(&m->waiters) ? NULL : container_of(m->waiters.first, struct thread, link);
    scheduler_wake_one(&m->waiters);
}

int pthread_mutex_init(struct mutex *m, const void *attributes) {
    (void)attributes;
    *m = (struct mutex){0};
    return 0;
}

int pthread_mutex_destroy(struct mutex *m) { return m->owner ? EBUSY : 0; }

int pthread_mutex_lock(struct mutex *m) {
    bool masked = scheduler_enter();
    lock(m);
    scheduler_leave(masked);
    return 0;
}

int pthread_mutex_trylock(struct mutex *m) {
    bool masked = scheduler_enter();
    bool busy = m->owner;
    if (!busy) m->owner = current_thread();
    scheduler_leave(masked);
    return busy ? EBUSY : 0;
}

int pthread_mutex_unlock(struct mutex *m) {
    bool masked = scheduler_enter();
    unlock(m);
    scheduler_leave(masked);
    return 0;
}

int pthread_condattr_init(int *clock) {
    *clock = CLOCK_REALTIME;
    return 0;
}

int pthread_condattr_destroy(int *clock) { return clock ? 0 : EINVAL; }

int pthread_condattr_setclock(int *clock, int to) {
    *clock = to;
    return 0;
}

int pthread_cond_init(struct condition *c, const int *clock) {
    *c = (struct condition){.realtime = !clock || *clock == CLOCK_REALTIME};
    return 0;
}

int pthread_cond_destroy(struct condition *c) { return queue_empty(&c->waiters) ? 0 : EBUSY; }

static int wait_until(struct condition *c, struct mutex *m, uint64_t deadline) {
    bool masked = scheduler_enter();
    unlock(m);
    bool late = scheduler_block(&c->waiters, deadline);
    lock(m);
    scheduler_leave(masked);
    return late ? ETIMEDOUT : 0;
}

int pthread_cond_wait(struct condition *c, struct mutex *m) { return wait_until(c, m, NEVER); }

int pthread_cond_timedwait(struct condition *c, struct mutex *m, const struct timespec *t) {
    if (t->tv_nsec < 0 || t->tv_nsec >= 1000000000) return EINVAL;
    if (t->tv_sec > 9000000000) return wait_until(c, m, NEVER); /* would overflow; 285 years */
    uint64_t at = t->tv_sec < 0 ? 0 : (uint64_t)t->tv_sec * 1000000000 + (uint64_t)t->tv_nsec;
    if (c->realtime) {
        uint64_t offset = port_wall_clock() - port_monotonic();
        at = at > offset ? at - offset : 0;
    }
    return wait_until(c, m, at);
}

int pthread_cond_signal(struct condition *c) {
    bool masked = scheduler_enter();
    scheduler_wake_one(&c->waiters);
    scheduler_leave(masked);
    return 0;
}

int pthread_cond_broadcast(struct condition *c) {
    bool masked = scheduler_enter();
    scheduler_wake_all(&c->waiters, false);
    scheduler_leave(masked);
    return 0;
}
