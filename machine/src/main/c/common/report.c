#include "report.h"
#include "end.h"
#include "text.h"
#include "thread.h"

enum { STACK_WORDS = 32 };

const char *report_panic;
static unsigned reports;

extern void morgana_print_java_stack(void *ip, void *sp) __attribute__((weak));
extern void call_java_printer(void (*print)(void *, void *), void *ip, void *sp, uint64_t thread, uint64_t heap_base);

static const char *exception_name(uint64_t vector) {
    static const char *const names[] = {
        "divide error", "debug exception", "non-maskable interrupt", "breakpoint", "overflow", "bound range exceeded", "invalid opcode", "no coprocessor", "double fault",
        "coprocessor overrun", "invalid task segment", "segment not present", "stack segment fault", "general protection fault", "page fault", "reserved exception",
        "floating-point error", "misaligned access", "machine check", "SIMD floating-point error", "virtualisation exception", "control protection exception",
    };
    return vector < sizeof names / sizeof *names ? names[vector] : "unknown exception";
}

static const char *explanation(uint64_t address, uint64_t error) {
    const struct thread *t = current_thread();
    uint64_t stack = (uint64_t)t->stack;
    if (stack && address < stack && address >= stack - 4 * PAGE) return "the guard below the thread's stack: it is full";
    return report_explain(address, error);
}

static void what_happened(char *to, size_t room, const struct frame *f, uint64_t address, const char *what) {
    if (report_panic && f->vector == INVALID_OPCODE) what = report_panic;
    if (what)
        text_describe(to, room, "%s", what);
    else if (f->vector == PAGE_FAULT)
        text_describe(to, room, "%s 0x%lx: %s", f->error & 16 ? "execution at" : f->error & 2 ? "write to" : "read of", address, explanation(address, f->error));
    else
        text_describe(to, room, "%s (error %lx)", exception_name(f->vector), f->error);
}

static void print_registers(const struct frame *f, uint64_t address) {
    const struct thread *t = current_thread();
    text_print(STREAM_ERROR, "thread %ld \"%s\", stack %lx-%lx, cpu %lu\n", (long)t->id, thread_name(t), (uint64_t)t->stack, (uint64_t)t->stack + t->stack_size, (uint64_t)this_cpu()->id);
    text_print(STREAM_ERROR, "rip %016lx  rsp %016lx  flags %lx  cr2 %lx\n", f->rip, f->rsp, f->flags, address);
    text_print(STREAM_ERROR, "rax %016lx  rbx %016lx  rcx %016lx  rdx %016lx\n", f->rax, f->rbx, f->rcx, f->rdx);
    text_print(STREAM_ERROR, "rsi %016lx  rdi %016lx  rbp %016lx  r8  %016lx\n", f->rsi, f->rdi, f->rbp, f->r8);
    text_print(STREAM_ERROR, "r9  %016lx  r10 %016lx  r11 %016lx  r12 %016lx\n", f->r9, f->r10, f->r11, f->r12);
    text_print(STREAM_ERROR, "r13 %016lx  r14 %016lx  r15 %016lx\n", f->r13, f->r14, f->r15);
}

static void print_stack(uint64_t sp) {
    if (sp & 7) return;
    text_print(STREAM_ERROR, "stack:\n");
    for (unsigned i = 0; i < STACK_WORDS && report_readable(sp); i++, sp += 8) text_print(STREAM_ERROR, "%016lx%c", *(uint64_t *)sp, i % 4 == 3 ? '\n' : ' ');
}

static _Noreturn void finish(const char *why) {
    text_print(STREAM_CONTROL, "fault %s\n", why);
    for (enum stream s = 0; s < STREAMS; s++)
        if (port_stream_present(s)) port_stream_drain(s);
    port_power_off(END_FAULT, 0);
}

void report_begin(const struct frame *f) {
    end_begins();
    if (!reports++) return;
    if (reports == 2) text_print(STREAM_ERROR, "\n%s at rip %lx inside the report\n", exception_name(f->vector), f->rip);
    if (reports == 2) finish("a fault inside the report of a fault");
    port_power_off(END_FAULT, 0);
}

_Noreturn void report(const struct frame *f, uint64_t address, const char *what) {
    static char why[160];
    what_happened(why, sizeof why, f, address, what);
    text_print(STREAM_ERROR, "\nmachine fault: %s\n", why);
    print_registers(f, address);
    print_stack(f->rsp);
    if (morgana_print_java_stack && report_readable(f->rsp)) call_java_printer(morgana_print_java_stack, (void *)f->rip, (void *)f->rsp, f->r15, f->r14);
    text_print(STREAM_ERROR, "end of the report\n");
    finish(why);
}
