/* What the host is told, and how a machine ends. The first CPU that ends the machine wins. */
#include "end.h"
#include "../machine.h"
#include "cpu.h"
#include "port.h"
#include "text.h"

void end_begins(void) {
    static struct cpu *ending;
    port_mask();
    struct cpu *nobody = NULL, *me = this_cpu();
    if (__atomic_compare_exchange_n(&ending, &nobody, me, false, __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST)) port_cpus_stop();
    while (ending != me) port_spin(); /* until the other one stops this CPU */
}

static _Noreturn void end(enum end why, int status) {
    for (enum stream s = 0; s < STREAMS; s++)
        if (port_stream_present(s)) port_stream_drain(s);
    port_power_off(why, status);
}

static bool booted;

void machine_booted(void) {
    if (!__atomic_exchange_n(&booted, true, __ATOMIC_RELAXED)) text_print(STREAM_CONTROL, "boot %lu\n", port_monotonic());
}

bool machine_has_booted(void) { return booted; }

_Noreturn void machine_exit(int status) {
    machine_booted();
    end_begins();
    text_print(STREAM_CONTROL, "exit %lu\n", (unsigned long)(status & 255));
    end(END_EXIT, status & 255);
}

_Noreturn void machine_usage(const char *text) {
    end_begins();
    text_print(STREAM_ERROR, "usage: %s\n", text);
    text_print(STREAM_CONTROL, "usage %s\n", text);
    end(END_USAGE, 64);
}

_Noreturn void machine_refuse(const char *why) {
    end_begins();
    text_print(STREAM_ERROR, "machine: %s\n", why);
    text_print(STREAM_CONTROL, "fault %s\n", why);
    end(END_FAULT, 0);
}

_Noreturn void machine_panic(const char *why) { port_fault(why); }

_Noreturn void exit(int status) { machine_exit(status); }

_Noreturn void abort(void) { machine_panic("abort was called"); }

/* Bytes from the host are signal numbers. */
void control_input(void) {
    for (int byte; (byte = port_stream_read(STREAM_CONTROL)) >= 0;) signal_raise(byte);
}
