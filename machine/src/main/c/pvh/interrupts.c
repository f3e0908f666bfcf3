/* The descriptor tables of the CPUs, and what exceptions and interrupts lead to. */
#include "interrupts.h"
#include "../common/cpu.h"
#include "../common/libc.h"
#include "../common/port.h"
#include "../common/x86.h"
#include "cpus.h"
#include "layout.h"
#include "serial.h"
#include "space.h"

enum { EXCEPTIONS = 32, NMI = 2, DOUBLE_FAULT = 8, MACHINE_CHECK = 18, STUB = 16 };
enum { IST_NONE, IST_PAGE_FAULT, IST_EXCEPTION, IST_INTERRUPT, IST_DOUBLE_FAULT, IST_NMI, IST_MACHINE_CHECK, IST_END };
enum { CODE = 8, TSS = 24, GATE = 0x8e };

static struct gate {
    uint16_t low, selector;
    uint8_t ist, type;
    uint16_t middle;
    uint32_t high, zero;
} idt[256];
_Static_assert(sizeof(struct gate) == 16, "the CPU's layout");

static struct descriptors {
    uint64_t gdt[5];
    struct {
        uint32_t zero;
        uint64_t rsp[3], zero1, ist[7], zero2;
        uint16_t zero3, io_map;
    } __attribute__((packed)) tss;
} descriptors[MAX_CPUS];

struct pointer {
    uint16_t limit;
    uint64_t base;
} __attribute__((packed));

extern char exception_stubs[], interrupt_stubs[], spurious_entry[];
extern const uint64_t boot_gdt[3];

static void gate(unsigned vector, const char *entry, unsigned ist) {
    uint64_t a = (uint64_t)entry;
    idt[vector] = (struct gate){(uint16_t)a, CODE, (uint8_t)ist, GATE, (uint16_t)(a >> 16), (uint32_t)(a >> 32), 0};
}

static unsigned ist_of(unsigned exception) {
    switch (exception) {
    case NMI: return IST_NMI;
    case DOUBLE_FAULT: return IST_DOUBLE_FAULT;
    case PAGE_FAULT: return IST_PAGE_FAULT;
    case MACHINE_CHECK: return IST_MACHINE_CHECK;
    default: return IST_EXCEPTION;
    }
}

/* The CPU keeps the table's address; nothing is clobbered. */
static void idt_enter(void) {
    struct pointer p = {sizeof idt - 1, (uint64_t)idt};
    __asm__ volatile("lidt %0" ::"m"(p));
}

void interrupts_early(void) {
    for (unsigned i = 0; i < EXCEPTIONS; i++) gate(i, exception_stubs + i * STUB, IST_NONE);
    idt_enter();
}

void interrupts_prepare(unsigned cpu) {
    struct descriptors *d = &descriptors[cpu];
    for (unsigned i = IST_NONE + 1; i < IST_END; i++) d->tss.ist[i - 1] = space_stack(INTERRUPT_STACK);
    d->tss.io_map = sizeof d->tss;
    uint64_t t = (uint64_t)&d->tss;
    memcpy(d->gdt, boot_gdt, 3 * sizeof *d->gdt);
    d->gdt[3] = (sizeof d->tss - 1) | (t & 0xffffff) << 16 | 0x89UL << 40 | (t >> 24 & 0xff) << 56;
    d->gdt[4] = t >> 32;
}

void interrupts_enter(unsigned cpu) {
    struct pointer p = {sizeof descriptors->gdt - 1, (uint64_t)descriptors[cpu].gdt};
    /* The code and data descriptors stay what they were, so no segment register needs to be loaded again. */
    __asm__ volatile("lgdt %0; ltr %1" ::"m"(p), "r"((uint16_t)TSS));
    if (cpu) {
        idt_enter();
        return;
    }
    for (unsigned i = 0; i < EXCEPTIONS; i++) gate(i, exception_stubs + i * STUB, ist_of(i));
    for (unsigned i = EXCEPTIONS; i < 256; i++) gate(i, spurious_entry, IST_NONE);
    for (unsigned i = 0; i <= VECTOR_FLUSH - VECTOR_LINES; i++) gate(VECTOR_LINES + i, interrupt_stubs + i * STUB, IST_INTERRUPT);
}

void exception(struct frame *f);
void exception(struct frame *f) {
    if (f->vector == NMI) cpus_obey();
    if (f->vector != PAGE_FAULT || !space_fault(read_cr2(), f->error)) fault_raise(f);
}

/* Masked, on the interrupted thread's stack. The end of interrupt comes first: the handler may switch threads and be continued much later. */
void interrupt(uint64_t vector);
void interrupt(uint64_t vector) {
    cpus_awake();
    cpus_obey(); /* all that VECTOR_FLUSH is for; for VECTOR_WAKE the end of the sleep is all */
    lapic_end_of_interrupt();
    unsigned line = (unsigned)vector - VECTOR_LINES;
    if (line < LINE_COUNT) {
        serial_interrupt(line);
        machine_line_interrupt(line);
    } else if (vector == VECTOR_TIMER) {
        machine_timer_interrupt();
    }
}

bool port_mask(void) {
    bool masked = !(read_flags() & 0x200);
    interrupts_off();
    return masked;
}

void port_unmask(void) { interrupts_on(); }
