/* Signals that mean a fault, and calls that the filter refuses: reported as a fault of the machine, on a stack of their own. */
#include "../common/libc.h"
#include "../common/report.h"
#include "../common/text.h"
#include "../common/thread.h"
#include "linux.h"
#include "system.h"

static uint8_t fault_stack[65536] __attribute__((aligned(16)));

bool report_readable(uint64_t address) {
    const struct thread *t = current_thread();
    return address >= (uint64_t)t->stack && address < (uint64_t)t->stack + t->stack_size;
}

static void on_fault(int number, const struct signal_information *i, const struct signal_context *c) {
    port_mask();
    struct frame f = {
        c->r15, c->r14, c->r13, c->r12, c->r11, c->r10, c->r9, c->r8, c->rbp, c->rdi, c->rsi, c->rdx, c->rcx, c->rbx, c->rax, c->trap, c->error, c->rip, 0, c->eflags, c->rsp, 0,
    };
    static char what[64];
    report_begin(&f);
    if (number == SIGSYS) text_describe(what, sizeof what, "system call %lu is forbidden", (unsigned long)i->system_call);
    if (number == SIGBUS) text_describe(what, sizeof what, "the kernel has no memory behind 0x%lx", i->address);
    report(&f, c->cr2, *what ? what : NULL);
}

void faults_start(void) {
    static const uint8_t faults[] = {SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGSYS};
    struct kernel_stack stack = {fault_stack, 0, sizeof fault_stack};
    struct kernel_action action = {on_fault, SA_SIGINFO | SA_ONSTACK | SA_NODEFER | SA_RESTORER, signal_return, 0};
    system_call(SYS_SIGALTSTACK, &stack, 0);
    for (unsigned i = 0; i < sizeof faults; i++) system_call(SYS_RT_SIGACTION, faults[i], &action, 0, 8);
}

/* Stops by an invalid instruction, so that the report shows the registers and the stack of the caller. */
_Noreturn void port_fault(const char *why) {
    port_mask();
    report_panic = why;
    __builtin_trap();
}
