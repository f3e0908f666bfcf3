/* The CPU itself: what it must have, control registers, extended state, random numbers. */
#pragma once
void cpu_start(void);
extern unsigned xsave_size; /* of the area that a preempted thread's extended state needs; 0: FXSAVE */
