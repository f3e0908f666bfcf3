/* The host's control channel and the ends of a machine. */
#pragma once
#include <stdbool.h>

void end_begins(void); /* masks; returns on the first CPU that calls it, also again, and the others stand still by then */

_Noreturn void machine_refuse(const char *why); /* the machine cannot run this image: one clear line, no report of registers */

void control_input(void); /* bytes from the host: POSIX signal numbers; masked */
void signal_raise(int number);
bool machine_has_booted(void);  /* main has begun, or is about to */
