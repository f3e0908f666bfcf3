/* The local interrupt controllers: each CPU finds its own at the same address. */
#include "../common/port.h"
#include "../common/x86.h"
#include "interrupts.h"
#include "space.h"

enum { APIC_BASE = 0x1b, APIC_ENABLE = 0x800 }; /* MSR */
enum { ID = 0x20, TASK_PRIORITY = 0x80, END = 0xb0, SPURIOUS = 0xf0, COMMAND = 0x300, TARGET = 0x310, LVT_TIMER = 0x320, LVT_LINT0 = 0x350, TIMER_START = 0x380, TIMER_LEFT = 0x390, TIMER_DIVIDE = 0x3e0 };
enum { SOFTWARE_ENABLE = 0x100, MASKED = 0x10000, DEADLINE_MODE = 0x40000, DIVIDE_BY_1 = 0xb };

static uint64_t base;
static uint32_t timer_mode;

static volatile uint32_t *reg(unsigned offset) { return (volatile uint32_t *)(base + offset); }

void lapic_start(void) {
    base = rdmsr(APIC_BASE) & 0xffffff000UL;
    if (!space_map_device(base, PAGE)) port_fault("the local interrupt controller lies in memory");
    lapic_enter();
}

void lapic_enter(void) {
    wrmsr(APIC_BASE, rdmsr(APIC_BASE) | APIC_ENABLE);
    *reg(TASK_PRIORITY) = 0;
    *reg(LVT_LINT0) = MASKED; /* no 8259 */
    *reg(LVT_TIMER) = VECTOR_TIMER | timer_mode;
    *reg(TIMER_DIVIDE) = DIVIDE_BY_1;
    *reg(SPURIOUS) = SOFTWARE_ENABLE | VECTOR_SPURIOUS;
}

void lapic_end_of_interrupt(void) { *reg(END) = 0; }
uint32_t lapic_id(void) { return *reg(ID) >> 24; }
void lapic_timer_one_shot(uint32_t ticks) { *reg(TIMER_START) = ticks; }
uint32_t lapic_timer_left(void) { return *reg(TIMER_LEFT); }

void lapic_timer_deadline_mode(void) {
    timer_mode = DEADLINE_MODE;
    *reg(LVT_TIMER) = VECTOR_TIMER | timer_mode;
}

/* Masked: the two halves of the command belong together. A virtual controller has sent it when the second write returns: nobody looks whether it is still busy. */
void lapic_send(uint32_t id, uint32_t command) {
    *reg(TARGET) = id << 24;
    *reg(COMMAND) = command;
}
