/* The host's control channel and the ends of a machine. */
#pragma once

_Noreturn void machine_refuse(const char *why); /* the machine cannot run this image: one clear line, no report of registers */

void control_input(void); /* bytes from the host: POSIX signal numbers; masked */
void signal_raise(int number);
