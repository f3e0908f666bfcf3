/* Text for the consoles of the machine layer itself: reports and control lines. Formats know %s, %c, %lu, %ld and %lx (with a zero-padded width for %lx), no others. */
#pragma once
#include <stdarg.h>
#include <stddef.h>
#include "port.h"

size_t text_format(char *to, size_t room, const char *format, va_list values); /* zero-terminated; what does not fit is cut off */
void text_describe(char *to, size_t room, const char *format, ...) __attribute__((format(printf, 3, 4)));

/* Writes without any lock and without waiting for ever: for reports and the last words of a machine. STREAM_ERROR falls back to STREAM_OUTPUT. */
void text_print(enum stream s, const char *format, ...) __attribute__((format(printf, 2, 3)));
void text_write(enum stream s, const char *bytes, size_t n);
