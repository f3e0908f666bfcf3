/* Several CPUs: how the others are started, what one asks of the others, and how they stand still at the end. */
#pragma once
#include "acpi.h"

void cpus_enter(unsigned n);                      /* this CPU is number n: from here on it has data of its own */
void cpus_find(const struct madt *m);             /* while the boot map is in use and nothing below the first MiB is needed any more */
void cpus_start(void);                            /* the others, which wait in the idle loop from here on */

/* After translations of [start, end) were removed or tightened and before their frames go to somebody else: no CPU uses the old ones when this returns. Other CPUs
   answer by interrupt, or while they wait for a lock. */
void cpus_flush(uint64_t start, uint64_t end);

void cpus_obey(void);                             /* masked: does what another CPU asks of this one */
void cpus_awake(void);                            /* masked, first thing in every interrupt: ends the sleep of an idle CPU */
