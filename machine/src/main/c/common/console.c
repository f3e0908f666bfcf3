/* The program's console: two streams out, one in. Input is taken from the port by interrupt into a ring; when the ring is full the port's input interrupt is
   switched off, so that the host keeps the rest. */
#include "../machine.h"
#include "end.h"
#include "libc.h"
#include "spin.h"
#include "thread.h"

enum { RING = 512, TRIES = 64, PAUSE = 200000 };
_Static_assert((RING & (RING - 1)) == 0, "the counters wrap");

static struct spin output_lock;

/* Masked, and locked, for what the port takes at a time: a slow host makes the caller wait, and nobody else. A caller that is masked already does not sleep: it
   reports a fault, on the stack of the context that would run meanwhile. */
void machine_console_write(int stream, const void *bytes, size_t n) {
    enum stream s = stream == 2 && port_stream_present(STREAM_ERROR) ? STREAM_ERROR : STREAM_OUTPUT;
    const uint8_t *p = bytes;
    machine_booted();
    unsigned refused = 0;
    while (n && port_stream_present(s)) {
        bool masked = port_mask();
        spin_take(&output_lock);
        size_t taken = port_stream_write(s, p, n);
        spin_give(&output_lock);
        if (!masked) port_unmask();
        p += taken;
        n -= taken;
        if (!taken && !masked && ++refused % TRIES == 0) nanosleep(&(struct timespec){0, PAUSE}, NULL);
    }
}

/* Under the scheduler's lock. */
static uint8_t ring[RING];
static unsigned filled, taken; /* counted for ever; their difference is what the ring holds */
static bool ended;
static struct queue readers;

static void fill(void) {
    int byte = 0;
    while (filled - taken < RING && (byte = port_stream_read(STREAM_OUTPUT)) >= 0) ring[filled++ % RING] = (uint8_t)byte;
    ended = byte == STREAM_ENDED;
    port_stream_listen(STREAM_OUTPUT, filled - taken < RING && !ended);
    if (filled != taken || ended) scheduler_wake_all(&readers, true);
}

long machine_console_read(void *to, size_t n) {
    uint8_t *out = to;
    size_t got = 0;
    if (!n) return 0;
    bool masked = scheduler_enter();
    if (filled == taken) fill(); /* listens */
    while (filled == taken && !ended) scheduler_block(&readers, NEVER);
    while (got < n && filled != taken) out[got++] = ring[taken++ % RING];
    fill(); /* what waited for room */
    scheduler_leave(masked);
    return (long)got;
}

void machine_stream_input(enum stream s) {
    if (s == STREAM_CONTROL) {
        control_input();
        return;
    }
    scheduler_enter();
    fill();
    scheduler_preempt();
    scheduler_leave(true);
}
