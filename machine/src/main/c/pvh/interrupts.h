/* Descriptor tables, exceptions and interrupts of a CPU; the local and the I/O interrupt controllers. */
#pragma once
#include "../common/report.h"
#include "acpi.h"
#include <stdbool.h>
#include <stdint.h>

enum { VECTOR_LINES = 0x30, LINE_COUNT = 64, VECTOR_TIMER = VECTOR_LINES + LINE_COUNT, VECTOR_WAKE, VECTOR_FLUSH, VECTOR_SPURIOUS = 0xff };

void interrupts_early(void);           /* exceptions are reported from here on */
void interrupts_prepare(unsigned cpu); /* makes what a CPU needs: stacks of its own for faults and interrupts */
void interrupts_enter(unsigned cpu);   /* on that CPU: uses it */

void lapic_start(void);                /* mapped; then lapic_enter */
void lapic_enter(void);                /* this CPU's: on, its timer not armed */
enum { LAPIC_NMI = 0x4400, LAPIC_INIT = 0x4500, LAPIC_START = 0x4600 }; /* else a vector */
void lapic_send(uint32_t id, uint32_t command);
void lapic_end_of_interrupt(void);
uint32_t lapic_id(void);
void lapic_timer_one_shot(uint32_t ticks);
void lapic_timer_deadline_mode(void);
uint32_t lapic_timer_left(void);

void ioapic_start(const struct madt *m);
bool ioapic_has_pin(unsigned gsi);

_Noreturn void fault_raise(struct frame *f); /* reports on a stack of its own */
