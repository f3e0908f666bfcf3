#include "serial.h"
#include "../common/port.h"
#include "../common/x86.h"

enum { DATA = 0, INTERRUPT_ENABLE = 1, FIFO = 2, LINE_CONTROL = 3, MODEM_CONTROL = 4, LINE_STATUS = 5, SCRATCH = 7 };
enum { LOOPBACK = 0x10, LET_INTERRUPT = 8, RECEIVED = 1, ROOM = 0x20, IDLE = 0x40, FIFO_LENGTH = 16 };

static const struct {
    uint16_t port;
    uint8_t line;
} uarts[STREAMS] = {{0x3f8, 4}, {0x2f8, 3}, {0x3e8, 5}};
static bool present[STREAMS];
static int early[STREAMS]; /* a byte that came before the start, plus one */

static uint8_t get(enum stream s, unsigned r) { return inb((uint16_t)(uarts[s].port + r)); }
static void set(enum stream s, unsigned r, uint8_t v) { outb((uint16_t)(uarts[s].port + r), v); }

/* A byte may have come before the start, and switching the FIFO on drops it. In loopback mode the device takes no further one between our reading and the switch. */
static void start(enum stream s) {
    set(s, INTERRUPT_ENABLE, 0);
    set(s, LINE_CONTROL, 3); /* 8 bits, no parity */
    set(s, MODEM_CONTROL, LOOPBACK);
    if (get(s, LINE_STATUS) & RECEIVED) early[s] = get(s, DATA) + 1;
    set(s, FIFO, 1);
    set(s, MODEM_CONTROL, LET_INTERRUPT);
}

void serial_probe(void) {
    for (enum stream s = 0; s < STREAMS; s++) {
        set(s, SCRATCH, 0x5a);
        present[s] = get(s, SCRATCH) == 0x5a;
        if (present[s]) start(s);
    }
}

bool port_stream_present(enum stream s) { return present[s]; }

/* "Room" means that the whole FIFO is empty. */
size_t port_stream_write(enum stream s, const uint8_t *bytes, size_t n) {
    if (!(get(s, LINE_STATUS) & ROOM)) return 0;
    if (n > FIFO_LENGTH) n = FIFO_LENGTH;
    outsb(uarts[s].port, bytes, n);
    return n;
}

int port_stream_read(enum stream s) {
    if (!present[s]) return STREAM_NONE;
    if (early[s]) {
        int byte = early[s] - 1;
        early[s] = 0;
        return byte;
    }
    return get(s, LINE_STATUS) & RECEIVED ? get(s, DATA) : STREAM_NONE;
}

void port_stream_listen(enum stream s, bool on) {
    static bool listening[STREAMS], routed[STREAMS];
    if (!present[s] || listening[s] == on) return;
    if (on && !routed[s]) routed[s] = port_line_enable(uarts[s].line);
    listening[s] = on;
    set(s, INTERRUPT_ENABLE, on);
}

void port_stream_drain(enum stream s) {
    uint64_t until = port_monotonic() + 200000000;
    while (!(get(s, LINE_STATUS) & IDLE) && port_monotonic() < until) __builtin_ia32_pause();
}

/* The handler of machine_stream_input reads until nothing is left, so the edge of the next byte is seen. */
void serial_interrupt(unsigned line) {
    for (enum stream s = 0; s < STREAMS; s++)
        if (present[s] && uarts[s].line == line && get(s, LINE_STATUS) & RECEIVED) machine_stream_input(s);
}
