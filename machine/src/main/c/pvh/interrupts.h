/* Descriptor tables, exceptions and interrupts of a CPU; the local and the I/O interrupt controllers. */
#pragma once
#include "../common/report.h"
#include "acpi.h"
#include <stdbool.h>
#include <stdint.h>

enum { VECTOR_LINES = 0x30, LINE_COUNT = 64, VECTOR_TIMER = VECTOR_LINES + LINE_COUNT, VECTOR_SPURIOUS = 0xff };

void interrupts_early(void);     /* exceptions are reported from here on */
void interrupts_start(void);     /* stacks of their own for faults and interrupts */

void lapic_start(void);          /* mapped; not armed */
void lapic_end_of_interrupt(void);
uint32_t lapic_id(void);
void lapic_timer_one_shot(uint32_t ticks);
void lapic_timer_deadline_mode(void);
uint32_t lapic_timer_left(void);

void ioapic_start(const struct madt *m);
bool ioapic_has_pin(unsigned gsi);

_Noreturn void fault_raise(struct frame *f); /* reports on a stack of its own */
