/* Interrupts of this port are signals: two timers and what the host asks of the program. Masking is a flag, so that it costs no system call: a signal that finds it set
   leaves a mark. A handler runs on the interrupted thread's own stack, below its red zone, where the kernel has saved everything: it calls the ordinary scheduler, may
   be continued much later, and returns to what it interrupted. So no signal is ever blocked, and a handler may be interrupted by the next. */
#include "../common/end.h"
#include "../common/libc.h"
#include "../common/port.h"
#include "linux.h"
#include "system.h"

enum { TICK = 1000000, SECOND = 1000000000 }; /* ns */

static const uint8_t asked[] = {SIGHUP, SIGINT, SIGQUIT, SIGTERM}; /* what the program may handle */

static volatile bool masked = true, pending, alarm, idle;
static uint64_t alarm_at = NEVER; /* when the timer is due, as far as that has not been told */
static volatile uint32_t signals; /* that have come, as bits */
static int timer, ticker;
static bool ticking, any_enabled; /* the ticker runs; there is something to look at */
static volatile bool ticked;      /* it has in the last sleep */
static struct pollfd waited[WAITED] = {{-1, 0, 0}, {-1, 0, 0}, {-1, 0, 0}};
static struct kernel_timespec patience; /* of the poll that sleeps; a handler makes it nothing, in case it comes just before */

struct timer_setting {
    struct kernel_timespec interval, first;
};

static void set_ticker(bool on) {
    struct timer_setting t = {{0, on ? TICK : 0}, {0, on ? TICK : 0}};
    ticking = on;
    system_call(SYS_TIMER_SETTIME, ticker, 0, &t, 0);
}

static bool any_waited(void) { return waited[WAITED_NETWORK].fd >= 0 || waited[WAITED_INPUT].fd >= 0 || waited[WAITED_CONTROL].fd >= 0; }

void waited_set(enum waited w, int fd, int events) {
    if (!any_enabled) {
        any_enabled = true;
        set_ticker(true);
    }
    waited[w] = (struct pollfd){fd, (int16_t)events, 0};
}

/* Bytes on the control channel are signal numbers, as if they had been sent. */
static void control_read(void) {
    uint8_t bytes[16];
    long n = system_call(SYS_READ, stream_fd[STREAM_CONTROL], bytes, sizeof bytes);
    if (n <= 0) return; /* nobody is there any more: never looked at again */
    for (long i = 0; i < n; i++)
        if (bytes[i] < 32) signals |= 1U << bytes[i];
    waited_set(WAITED_CONTROL, stream_fd[STREAM_CONTROL], POLLIN);
    machine_stream_input(STREAM_CONTROL);
}

/* Polls, and hands over what has come; each descriptor once. Masked. */
static void look(struct kernel_timespec *timeout) {
    if (system_call(SYS_PPOLL, waited, WAITED, timeout, 0, 8) <= 0) return;
    for (enum waited w = 0; w < WAITED; w++) {
        if (waited[w].fd < 0 || !waited[w].revents) continue;
        waited[w].fd = -1;
        if (w == WAITED_CONTROL)
            control_read();
        else if (w == WAITED_INPUT)
            machine_stream_input(STREAM_OUTPUT);
        else
            machine_line_interrupt(w);
    }
}

static bool alarm_due(void) {
    bool due = __atomic_exchange_n(&alarm, false, __ATOMIC_SEQ_CST) || port_monotonic() >= alarm_at;
    if (due) alarm_at = NEVER;
    return due;
}

/* Masked, on the stack of whatever was interrupted. Each call may switch to another thread, and what follows it runs much later. So the alarm comes first: its
   news must not wait on the stack of a thread that does not run, or no slice would end any more. Even its signal may lie there, where the kernel has put the handler of
   a second one on top of it before its own could run: so the clock is asked, too. The others are looked at again by the next tick. */
static void take(void) {
    struct kernel_timespec none = {0, 0};
    pending = false;
    if (alarm_due()) machine_timer_interrupt();
    if (any_waited() && !idle) look(&none);
    if (signals) machine_stream_input(STREAM_CONTROL);
}

bool port_mask(void) {
    bool was = masked;
    masked = true;
    __asm__ volatile("" ::: "memory");
    return was;
}

void port_unmask(void) {
    for (;;) {
        __asm__ volatile("" ::: "memory");
        masked = false;
        if (!pending) return;
        masked = true;
        take();
    }
}

static void on_signal(int number) {
    if (number == SIGALRM)
        alarm = true;
    else if (number == SIGVTALRM)
        ticked |= idle;
    else
        __atomic_fetch_or(&signals, 1U << number, __ATOMIC_RELAXED);
    pending = true;
    patience = (struct kernel_timespec){0, 0};
    if (masked) return;
    masked = true;
    take();
    port_unmask();
}

int signals_take(void) {
    if (!signals) return -1;
    int number = __builtin_ctz(signals);
    __atomic_fetch_and(&signals, ~(1U << number), __ATOMIC_RELAXED);
    return number;
}

void port_timer_arm(uint64_t deadline) {
    uint64_t at = deadline + clock_origin;
    alarm_at = deadline;
    struct timer_setting t = {{0, 0}, {(int64_t)(at / SECOND), (int64_t)(at % SECOND)}};
    system_call(SYS_TIMER_SETTIME, timer, TIMER_ABSTIME, &t, 0);
}

/* While threads run, a ticker looks at the descriptors, from the moment on when there is one. A process that sleeps needs none: it is off in the sleep that follows one
   which a tick has ended. Not before that: something else may have ended it too, and threads run then. */
void port_idle(uint64_t deadline) {
    if (ticked) set_ticker(false);
    uint64_t now = port_monotonic(), rest = deadline > now ? deadline - now : 0;
    if (deadline == NEVER) rest = (uint64_t)SECOND * 1000000;
    patience = (struct kernel_timespec){(int64_t)(rest / SECOND), (int64_t)(rest % SECOND)};
    ticked = false;
    idle = true;
    __asm__ volatile("" ::: "memory");
    if (pending) patience = (struct kernel_timespec){0, 0};
    look(&patience);
    idle = false;
    if (pending) take();
    if (!ticking && any_enabled) set_ticker(true);
}

bool port_line_enable(unsigned line) { return line == WAITED_NETWORK && network_fd >= 0; }
void port_line_watch(unsigned line) {
    if (line == WAITED_NETWORK) network_watch();
}

unsigned port_cpu_count(void) { return 1; }
void port_cpu_wake(unsigned n) { (void)n; }
void port_spin(void) {}
void port_cpus_stop(void) {}

static int make_timer(int signal) {
    struct {
        uint64_t value;
        int signal, notify;
        uint64_t rest[6];
    } event = {.signal = signal};
    int made = -1;
    if (system_call(SYS_TIMER_CREATE, CLOCK_STEADY, &event, &made)) machine_refuse("the kernel gives no timer");
    return made;
}

void signals_start(void) {
    struct kernel_action action = {on_signal, SA_RESTART | SA_NODEFER | SA_RESTORER, signal_return, 0}, ignore = {(void *)SIG_IGNORED, SA_RESTORER, signal_return, 0};
    system_call(SYS_RT_SIGACTION, SIGALRM, &action, 0, 8);
    system_call(SYS_RT_SIGACTION, SIGVTALRM, &action, 0, 8);
    system_call(SYS_RT_SIGACTION, SIGPIPE, &ignore, 0, 8);
    for (unsigned i = 0; i < sizeof asked; i++) {
        struct kernel_action before;
        system_call(SYS_RT_SIGACTION, asked[i], &action, &before, 8);
        if (before.handler == (void *)SIG_IGNORED) system_call(SYS_RT_SIGACTION, asked[i], &before, 0, 8); /* nohup, or a shell's background job */
    }
    timer = make_timer(SIGALRM);
    ticker = make_timer(SIGVTALRM);
}
