/* The scheduler: run queues, time slices, deadlines, the idle context. One lock; it passes to the next thread over context_switch, so that no CPU can run a
   thread whose stack pointer is not saved yet, and an ended thread's stack is free as soon as somebody else gets the lock.

   Order: a thread that an interrupt wakes (time over, line fired) is urgent and runs before the ordinary ones, also in place of the running one. It is so
   until it has used up a slice; then it waits its turn once. Urgent threads together yield to an ordinary one after FAVOUR. */
#include "thread.h"
#include "spin.h"

enum { SLICE = 5000000, HURRY = 1000000, FAVOUR = 4 * SLICE }; /* ns */

struct cpu cpus[MAX_CPUS];
bool spin_shared;
static struct spin lock;
static struct queue urgent, ordinary, deadlines;
static struct thread idle_contexts[MAX_CPUS];
static uint32_t idle_cpus;                /* CPUs in port_idle that nobody has chosen to wake yet */
static uint64_t promised = NEVER;         /* `promiser` has armed its timer for this deadline, or idles until then */
static int promiser = -1;

static bool ready(void) { return !queue_empty(&urgent) || !queue_empty(&ordinary); }

/* The timer itself is set after the unlock: a LAPIC access takes thousands of cycles in a virtual machine. */
static void arm(struct cpu *c, uint64_t at) {
    if (at >= c->armed) return;
    c->armed = at;
    c->rearm = true;
}

/* A slice is needed as soon as somebody else could run. With several CPUs all busy ones tick: nobody has to tell them that a queue is no longer empty. */
static void start_slice(struct cpu *c, uint64_t length) {
    uint64_t used = c->running->used + (port_monotonic() - c->since);
    if (c->running != c->idle && (spin_shared || ready())) arm(c, port_monotonic() + (used < length ? length - used : 0));
}

bool scheduler_enter(void) {
    bool masked = port_mask();
    spin_take(&lock);
    return masked;
}

void scheduler_leave(bool masked) {
    struct cpu *c = this_cpu();
    uint32_t wake = c->to_wake;
    uint64_t at = c->armed;
    bool rearm = c->rearm;
    c->to_wake = 0;
    c->rearm = false;
    spin_give(&lock);
    if (rearm) port_timer_arm(at);
    for (; wake; wake &= wake - 1) port_cpu_wake((unsigned)__builtin_ctz(wake));
    if (!masked) port_unmask();
}

void scheduler_ready(struct thread *t, bool by_interrupt) {
    if (t->waiting) queue_remove(t->waiting, &t->link);
    t->waiting = NULL;
    deadline_remove(&deadlines, &t->deadline);
    t->urgent = by_interrupt && t->used < SLICE;
    if (t->used >= SLICE) t->used = 0;
    queue_append(t->urgent ? &urgent : &ordinary, &t->link);
    struct cpu *c = this_cpu();
    uint32_t self = 1u << c->id, other = idle_cpus & -idle_cpus;
    if (idle_cpus & self) { /* an interrupt has ended its sleep: it looks at the queues next */
        idle_cpus &= ~self;
    } else if (other) {
        idle_cpus &= ~other;
        c->to_wake |= other;
    } else {
        start_slice(c, SLICE);
    }
}

void scheduler_wake_one(struct queue *q) {
    if (!queue_empty(q)) scheduler_ready(container_of(q->first, struct thread, link), false);
}

void scheduler_wake_all(struct queue *q, bool by_interrupt) {
    while (!queue_empty(q)) scheduler_ready(container_of(q->first, struct thread, link), by_interrupt);
}

void scheduler_hurry(void) {
    struct cpu *c = this_cpu();
    if (c->running != c->idle) arm(c, port_monotonic() + HURRY);
}

static void expire(uint64_t now) {
    while (deadlines_next(&deadlines) <= now) {
        struct thread *t = container_of(deadlines_first(&deadlines), struct thread, deadline);
        t->timed_out = true;
        scheduler_ready(t, true);
    }
}

/* Somebody must look at the first deadline in time. */
static void promise(struct cpu *c) {
    uint64_t first = deadlines_next(&deadlines);
    if (first >= promised) return;
    promised = first;
    promiser = (int)c->id;
    if (c->running != c->idle) arm(c, first); /* an idle CPU arms its timer when it goes to sleep */
}

static void promise_kept(struct cpu *c) {
    if (promiser != (int)c->id) return;
    promiser = -1;
    promised = NEVER;
}

static void account(struct cpu *c, uint64_t now) {
    c->running->used += now - c->since;
    if (c->running->urgent) c->favoured += now - c->since;
    c->since = now;
}

static struct thread *next_thread(struct cpu *c) {
    bool favour = !queue_empty(&urgent) && (queue_empty(&ordinary) || c->favoured < FAVOUR);
    if (!favour) c->favoured = 0;
    struct link *l = queue_take(favour ? &urgent : &ordinary);
    return l ? container_of(l, struct thread, link) : c->idle;
}

void scheduler_switch(void) {
    struct cpu *c = this_cpu();
    struct thread *old = c->running, *next;
    account(c, port_monotonic());
    c->running = next = next_thread(c);
    start_slice(c, SLICE);
    promise(c); /* after `running` is set: a busy CPU needs its timer for it */
    if (next != old) context_switch(&old->sp, next->sp);
}

bool scheduler_block(struct queue *q, uint64_t deadline) {
    struct thread *me = current_thread();
    me->timed_out = false;
    me->waiting = q;
    if (q) queue_append(q, &me->link);
    deadline_add(&deadlines, &me->deadline, deadline);
    scheduler_switch();
    return me->timed_out;
}

void scheduler_preempt(void) {
    struct cpu *c = this_cpu();
    struct thread *t = c->running;
    if (t == c->idle) return; /* the idle loop looks again by itself */
    account(c, port_monotonic());
    bool over = t->used >= SLICE;
    if (over ? ready() : !t->urgent && !queue_empty(&urgent)) {
        if (over) {
            t->used = 0;
            t->urgent = false;
            queue_append(&ordinary, &t->link);
        } else {
            queue_prepend(&ordinary, &t->link); /* it keeps the rest of its slice */
        }
        scheduler_switch();
    } else {
        if (over) t->used = 0;
        start_slice(c, SLICE);
        promise(c);
    }
}

void machine_timer_interrupt(void) {
    scheduler_enter();
    struct cpu *c = this_cpu();
    c->armed = NEVER;
    c->rearm = false;
    promise_kept(c);
    expire(port_monotonic());
    scheduler_preempt();
    scheduler_leave(true);
}

int sched_yield(void) {
    if (!ready()) { /* without the lock: waiters for a safepoint spin on this */
        __builtin_ia32_pause();
        return 0;
    }
    bool masked = scheduler_enter();
    current_thread()->urgent = false;
    queue_append(&ordinary, &current_thread()->link);
    scheduler_switch();
    scheduler_leave(masked);
    return 0;
}

static void idle_sleep(struct cpu *c) {
    idle_cpus |= 1u << c->id;
    promise(c);
    uint64_t until = promiser == (int)c->id ? promised : NEVER;
    c->armed = NEVER;
    c->rearm = false;
    scheduler_leave(true);
    port_idle(until);
    scheduler_enter();
    promise_kept(c);
    expire(port_monotonic());
    idle_cpus &= ~(1u << c->id);
}

void scheduler_cpu_init(unsigned id) {
    struct cpu *c = &cpus[id];
    struct thread *idle = &idle_contexts[id];
    *c = (struct cpu){.self = c, .running = idle, .idle = idle, .armed = NEVER, .id = id};
    idle->deadline.at = NEVER;
}

_Noreturn void scheduler_start(void) {
    scheduler_enter();
    for (;;) {
        struct cpu *c = this_cpu();
        while (!ready()) {
            scheduler_leave(true);
            bool trimmed = thread_trim(); /* idle time pays for giving memory back */
            scheduler_enter();
            if (!trimmed && !ready()) idle_sleep(c);
        }
        scheduler_switch();
    }
}
