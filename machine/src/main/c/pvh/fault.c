/* Exceptions that are faults: what this port knows about them, and the stack on which they are reported. */
#include "../common/report.h"
#include "../common/x86.h"
#include "interrupts.h"
#include "layout.h"
#include "space.h"

static struct frame registers;

extern _Noreturn void report_on(struct frame *f, void *stack);

const char *report_explain(uint64_t address, uint64_t error) {
    if (address >= (uint64_t)boot_stack_guard && address < (uint64_t)boot_stack_guard + PAGE) return "the guard below the machine's own stack: it is full";
    switch (space_explain(address, error)) {
    case SPACE_ZERO_PAGE: return "the zero page: a null pointer";
    case SPACE_RESERVED: return "reserved but not committed";
    case SPACE_CLOSED: return "protected against access";
    case SPACE_NO_FRAME: return "no frame of physical memory is left";
    case SPACE_READ_ONLY: return "read-only";
    case SPACE_NOT_CODE: return "not code";
    case SPACE_MAPPED: return "mapped";
    default: return "not mapped";
    }
}

bool report_readable(uint64_t address) { return space_readable(address); }

_Noreturn void fault_report(const struct frame *f);
_Noreturn void fault_report(const struct frame *f) { report(f, read_cr2(), 0); }

/* The boot stack serves the report: its context, the idle one, never runs again. If the fault happened there, the report goes on below. */
_Noreturn void fault_raise(struct frame *f) {
    report_begin(f);
    registers = *f;
    uint64_t top = (uint64_t)boot_stack_top, bottom = (uint64_t)boot_stack_guard + PAGE;
    if (f->rsp > bottom + 3 * PAGE && f->rsp <= top) top = (f->rsp - 1024) & ~15UL;
    report_on(&registers, (void *)top);
}

/* Stops by an invalid instruction, so that the report shows the registers and the stack of the caller. */
_Noreturn void port_fault(const char *why) {
    interrupts_off();
    report_panic = why;
    __builtin_trap();
}
