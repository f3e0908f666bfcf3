/* Interrupt lines: what a driver's thread waits on. A handler only counts and wakes; everything else is the waiter's work. */
#include "../machine.h"
#include "thread.h"

enum { LINES = 64 };
static struct line {
    uint64_t fired;
    struct queue waiters;
} lines[LINES];

bool machine_line_enable(unsigned line) { return line < LINES && port_line_enable(line); }

uint64_t machine_line_wait(unsigned line, uint64_t seen, uint64_t timeout) {
    if (line >= LINES) return seen;
    uint64_t now = port_monotonic();
    uint64_t deadline = timeout < NEVER - now ? now + timeout : NEVER;
    bool masked = scheduler_enter();
    while (lines[line].fired == seen) {
        port_line_watch(line);
        if (scheduler_block(&lines[line].waiters, deadline)) break;
    }
    uint64_t fired = lines[line].fired;
    scheduler_leave(masked);
    return fired;
}

static void fire(unsigned line) {
    lines[line].fired++;
    scheduler_wake_all(&lines[line].waiters, true);
}

/* The caller runs on, so the waiter is not switched to at once; it is first in the queue, and the caller's slice is cut to a millisecond. */
void machine_line_wake(unsigned line) {
    if (line >= LINES) return;
    bool masked = scheduler_enter();
    fire(line);
    scheduler_hurry();
    scheduler_leave(masked);
}

void machine_line_interrupt(unsigned line) {
    scheduler_enter();
    if (line < LINES) fire(line);
    scheduler_preempt();
    scheduler_leave(true);
}
