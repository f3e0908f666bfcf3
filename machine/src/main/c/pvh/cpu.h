/* The CPU itself: what it must have, control registers, extended state, random numbers. */
#pragma once
#include <stdint.h>
void cpu_start(void);       /* the first CPU: refuses the machine when something is missing; then cpu_enter */
void cpu_enter(void);       /* this CPU: its protections and extended state on */
uint64_t cpu_random(void);  /* for this boot's addresses and the stack guard; not for keys */
extern unsigned xsave_size; /* of the area that a preempted thread's extended state needs; 0: FXSAVE */
