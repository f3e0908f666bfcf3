/* Signals, as the host's control channel sends them and Java's signal dispatcher thread takes them. A signal without a handler ends the program, as POSIX says; but
   SIGQUIT makes it print its threads, as a JVM does, and go on. */
#include "../machine.h"
#include "end.h"
#include "libc.h"
#include "thread.h"

enum { SIGNALS = 65, SIGQUIT = 3, SIGCHLD = 17, SIGCONT = 18, SIGTTOU = 22, SIGURG = 23, SIGWINCH = 28, DEFAULT_SIGNALS = 32, DUMP_STACK = 512 << 10 };
typedef void (*handler)(int);
#define SIG_DFL ((handler)0)
#define SIG_IGN ((handler)1)

/* glibc's struct sigaction. */
struct action {
    handler handler;
    uint64_t mask[16];
    int flags;
    void *restorer;
};
_Static_assert(sizeof(struct action) == 152, "glibc's layout");

/* All under the scheduler's lock. */
static struct action actions[SIGNALS];
static unsigned pending[SIGNALS];
static unsigned posts; /* the semaphore that the dispatcher thread waits on */
static struct queue dispatcher;
static bool open;
static bool dumping;

/* Java's part of a thread dump: prints all threads. Images without Java have none. */
extern void morgana_dump_threads(void *isolate) __attribute__((weak));

/* Only its address counts: it is the mark of a signal that Java dispatches. */
static void java_dispatches(int number) { (void)number; }

static void post(void) {
    posts++;
    scheduler_wake_all(&dispatcher, true);
}

static bool ignored_by_default(int n) { return (n >= SIGCHLD && n <= SIGTTOU) || n == SIGURG || n == SIGWINCH; }

static void *dump_threads(void *unused) {
    (void)unused;
    morgana_dump_threads(port_memory_heap_range());
    __atomic_store_n(&dumping, false, __ATOMIC_RELEASE);
    return NULL;
}

/* In a thread of its own, as it takes time and may have to wait; one at a time. Before main there is nothing to see. */
static void start_dump(void) {
    if (!morgana_dump_threads || !machine_has_booted() || __atomic_exchange_n(&dumping, true, __ATOMIC_ACQUIRE)) return;
    struct thread *t = thread_make(dump_threads, NULL, DUMP_STACK, true);
    if (t)
        thread_start(t);
    else
        dumping = false;
}

void signal_raise(int number) {
    if (number < 1 || number >= SIGNALS) return;
    scheduler_enter();
    handler h = actions[number].handler;
    bool by_default = h == SIG_DFL && number < DEFAULT_SIGNALS && !ignored_by_default(number), dumps = by_default && number == SIGQUIT, ends = by_default && !dumps;
    if (h == java_dispatches && open) {
        pending[number]++;
        post();
    }
    scheduler_preempt();
    scheduler_leave(true);
    if (dumps) start_dump();
    if (ends) machine_exit(128 + number);
}

int sigaction(int number, const struct action *now, struct action *old) {
    if (number < 1 || number >= SIGNALS) {
        errno = EINVAL;
        return -1;
    }
    bool masked = scheduler_enter();
    struct action before = actions[number];
    if (now) actions[number] = *now;
    scheduler_leave(masked);
    if (old) *old = before;
    return 0;
}

int sigemptyset(uint64_t *set) {
    memset(set, 0, 128);
    return 0;
}

int sigaddset(uint64_t *set, int number) {
    if (number < 1 || number >= SIGNALS) return -1;
    set[0] |= 1UL << (number - 1);
    return 0;
}

/* Nothing is ever blocked: signals interrupt no thread here, they only wake the dispatcher. */
int sigprocmask(int how, const uint64_t *set, uint64_t *old) {
    (void)how, (void)set;
    return old ? sigemptyset(old) : 0;
}

int pthread_sigmask(int how, const uint64_t *set, uint64_t *old) { return sigprocmask(how, set, old); }

int cSunMiscSignal_open(void) {
    bool masked = scheduler_enter();
    bool was = open;
    open = true;
    scheduler_leave(masked);
    return was;
}

int cSunMiscSignal_close(void) {
    bool masked = scheduler_enter();
    open = false;
    posts = 0;
    memset(pending, 0, sizeof pending);
    scheduler_leave(masked);
    return 0;
}

int cSunMiscSignal_awaitSemaphore(void) {
    bool masked = scheduler_enter();
    while (!posts) scheduler_block(&dispatcher, NEVER);
    posts--;
    scheduler_leave(masked);
    return 0;
}

int cSunMiscSignal_signalSemaphore(void) {
    bool masked = scheduler_enter();
    post();
    scheduler_leave(masked);
    return 0;
}

int cSunMiscSignal_signalRangeCheck(int number) { return number > 0 && number < SIGNALS; }

int cSunMiscSignal_checkPendingSignal(void) {
    bool masked = scheduler_enter();
    int found = -1;
    for (int n = 1; n < SIGNALS && found < 0; n++)
        if (pending[n]) {
            pending[n]--;
            found = n;
        }
    scheduler_leave(masked);
    return found;
}

handler cSunMiscSignal_signalHandlerFunctionPointer(void) { return java_dispatches; }
