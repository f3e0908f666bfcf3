/* Clocks and sleeping. */
#include "../machine.h"
#include "libc.h"
#include "thread.h"

uint64_t machine_monotonic(void) { return port_monotonic(); }
uint64_t machine_wall_clock(void) { return port_wall_clock(); }

int clock_gettime(int clock, struct timespec *t) {
    uint64_t now = clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE ? port_wall_clock() : port_monotonic();
    *t = (struct timespec){(int64_t)(now / 1000000000), (int64_t)(now % 1000000000)};
    return 0;
}

int clock_getres(int clock, struct timespec *t) {
    (void)clock;
    if (t) *t = (struct timespec){0, 1};
    return 0;
}

int nanosleep(const struct timespec *t, struct timespec *left) {
    if (t->tv_sec < 0 || t->tv_nsec < 0 || t->tv_nsec >= 1000000000) {
        errno = EINVAL;
        return -1;
    }
    uint64_t at = t->tv_sec > 9000000000 ? NEVER : port_monotonic() + (uint64_t)t->tv_sec * 1000000000 + (uint64_t)t->tv_nsec;
    bool masked = scheduler_enter();
    scheduler_block(NULL, at);
    scheduler_leave(masked);
    if (left) *left = (struct timespec){0, 0};
    return 0;
}
