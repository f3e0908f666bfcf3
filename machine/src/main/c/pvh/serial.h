/* Serial ports: COM1 the program's output and input, COM2 its error output, COM3 the host's control channel. */
#pragma once
void serial_probe(void);
void serial_interrupt(unsigned line);
