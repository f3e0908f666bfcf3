/* Making and ending threads: stacks with guard pages, join, and the pthread functions around them. Stacks are backed on touch. The thread's own data lies at
   the top of its stack. A few stacks of ended threads are kept for the next ones; the idle context gives the rest back. */
#include "libc.h"
#include "thread.h"

enum { GUARD = 4 * PAGE, STACK_DEFAULT = 1 << 20, STACK_LEAST = 64 << 10, SPARE_KEPT = 4 };

static struct queue spare; /* under the scheduler's lock */
static unsigned spare_count;
static int next_id = 1;

const char *thread_name(const struct thread *t) { return t->name[0] ? t->name : t->id ? "(no name)" : "(idle)"; }

static struct thread *spare_take(size_t stack_size) {
    struct link *l = spare.first;
    while (l && container_of(l, struct thread, link)->stack_size != stack_size) l = l->next;
    if (!l) return NULL;
    queue_remove(&spare, l);
    spare_count--;
    return container_of(l, struct thread, link);
}

static void spare_put(struct thread *t) {
    queue_append(&spare, &t->link);
    spare_count++;
}

bool thread_trim(void) {
    bool masked = scheduler_enter();
    struct thread *t = NULL;
    if (spare_count > SPARE_KEPT) {
        t = container_of(queue_take(&spare), struct thread, link);
        spare_count--;
    }
    scheduler_leave(masked);
    if (t) port_memory_release(t->stack - GUARD, GUARD + t->stack_size + PAGE);
    return t;
}

/* Memory is taken outside the scheduler's lock. */
static struct thread *stack_make(size_t size) {
    char *base = port_memory_reserve(GUARD + size + PAGE, USE_STACK);
    if (!base) return NULL;
    if (!port_memory_guard(base, GUARD) || !port_memory_commit(base + GUARD, size + PAGE, USE_STACK)) {
        port_memory_release(base, GUARD + size + PAGE);
        return NULL;
    }
    struct thread *t = (struct thread *)(base + GUARD + size);
    t->stack = base + GUARD;
    t->stack_size = size;
    return t;
}

struct thread *thread_make(void *(*run)(void *), void *argument, size_t stack_size, bool detached) {
    size_t size = page_up(stack_size < STACK_LEAST ? STACK_LEAST : stack_size);
    bool masked = scheduler_enter();
    struct thread *t = spare_take(size);
    scheduler_leave(masked);
    if (!t && !(t = stack_make(size))) return NULL;
    char *stack = t->stack;
    *t = (struct thread){.stack = stack, .stack_size = size, .run = run, .argument = argument, .detached = detached, .deadline.at = NEVER};
    uint64_t *sp = (uint64_t *)(stack + size) - 2; /* the trampoline starts 16-aligned, as before a call */
    *--sp = (uint64_t)thread_trampoline;
    sp -= 6; /* what context_switch pops; zero ends a walk along the frame pointers */
    for (int i = 0; i < 6; i++) sp[i] = 0;
    t->sp = sp;
    return t;
}

void thread_start(struct thread *t) {
    bool masked = scheduler_enter();
    t->id = next_id++;
    scheduler_ready(t, false);
    scheduler_leave(masked);
}

static _Noreturn void thread_end(void *result) {
    scheduler_enter();
    struct thread *me = current_thread();
    me->result = result;
    me->finished = true;
    scheduler_wake_all(&me->joiners, false);
    if (me->detached) spare_put(me); /* nobody can take it before the lock has passed on, that is, after we have left this stack */
    scheduler_switch();
    __builtin_unreachable();
}

/* The first C code of a thread, called by thread_trampoline: the switch that started us left the scheduler's lock to us. */
_Noreturn void thread_begin(void) {
    scheduler_leave(false);
    struct thread *me = current_thread();
    thread_end(me->run(me->argument));
}

int *__errno_location(void) { return &current_thread()->error; }

int getThreadId(void) { return current_thread()->id; }

/* pthread_attr_t as this file fills it. */
struct attributes {
    size_t stack_size;
    char *stack;
    int detached;
};
_Static_assert(sizeof(struct attributes) <= sizeof(pthread_attr_t), "fits where glibc's does");

int pthread_attr_init(struct attributes *a) {
    *a = (struct attributes){.stack_size = STACK_DEFAULT};
    return 0;
}

int pthread_attr_destroy(struct attributes *a) { return a ? 0 : EINVAL; }

int pthread_attr_setstacksize(struct attributes *a, size_t n) {
    a->stack_size = n;
    return 0;
}

int pthread_attr_getstacksize(const struct attributes *a, size_t *n) {
    *n = a->stack_size;
    return 0;
}

int pthread_attr_setdetachstate(struct attributes *a, int detached) {
    a->detached = detached;
    return 0;
}

/* The guard pages lie outside the stack that is reported. */
int pthread_attr_getguardsize(const struct attributes *a, size_t *n) {
    *n = 0;
    return a ? 0 : EINVAL;
}

int pthread_getattr_np(pthread_t p, struct attributes *a) {
    const struct thread *t = (struct thread *)p;
    *a = (struct attributes){.stack_size = t->stack_size, .stack = t->stack, .detached = t->detached};
    return 0;
}

int pthread_attr_getstack(const struct attributes *a, void **stack, size_t *n) {
    *stack = a->stack;
    *n = a->stack_size;
    return 0;
}

int pthread_create(pthread_t *out, const struct attributes *a, void *(*run)(void *), void *argument) {
    struct thread *t = thread_make(run, argument, a && a->stack_size ? a->stack_size : STACK_DEFAULT, a && a->detached);
    if (!t) return EAGAIN;
    *out = (pthread_t)t; /* before the thread can run */
    thread_start(t);
    return 0;
}

int pthread_join(pthread_t p, void **result) {
    struct thread *t = (struct thread *)p;
    bool masked = scheduler_enter();
    while (!t->finished) scheduler_block(&t->joiners, NEVER);
    if (result) *result = t->result;
    spare_put(t);
    scheduler_leave(masked);
    while (thread_trim()) continue;
    return 0;
}

int pthread_detach(pthread_t p) {
    struct thread *t = (struct thread *)p;
    bool masked = scheduler_enter();
    if (t->finished) spare_put(t);
    t->detached = true;
    scheduler_leave(masked);
    return 0;
}

pthread_t pthread_self(void) { return (pthread_t)current_thread(); }

int pthread_setname_np(pthread_t p, const char *name) {
    struct thread *t = (struct thread *)p;
    size_t i = 0;
    for (; name[i] && i < sizeof t->name - 1; i++) t->name[i] = name[i];
    t->name[i] = 0;
    return 0;
}
