/* The report of a machine fault: what happened, where, in which thread, with which registers, and as much of the stack as can be told. */
#pragma once
#include "port.h"

/* The CPU's registers at the fault, as an exception's entry leaves them. */
struct frame {
    uint64_t r15, r14, r13, r12, r11, r10, r9, r8, rbp, rdi, rsi, rdx, rcx, rbx, rax, vector, error, rip, cs, flags, rsp, ss;
};

enum { INVALID_OPCODE = 6, PAGE_FAULT = 14 };

extern const char *report_panic; /* why the machine stops itself by an invalid instruction */

/* What the port knows about an address: why touching it faults, and whether it can be read. */
const char *report_explain(uint64_t address, uint64_t error);
bool report_readable(uint64_t address);

/* Ends what the other CPUs do. A fault inside a report must not lead to another report: then this does not return. */
void report_begin(const struct frame *f);
/* `address` is what a page fault wanted; `what`, if not NULL, says what happened in the port's words. */
_Noreturn void report(const struct frame *f, uint64_t address, const char *what);
