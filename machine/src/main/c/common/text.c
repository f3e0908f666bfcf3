#include "text.h"
#include "libc.h"

struct text {
    char *at, *end;
};

static void put(struct text *t, char c) {
    if (t->at < t->end) *t->at++ = c;
}

static void put_number(struct text *t, unsigned long v, unsigned base, unsigned width) {
    char digits[24];
    unsigned n = 0;
    do digits[n++] = "0123456789abcdef"[v % base];
    while (v /= base);
    while (n < width && n < sizeof digits) digits[n++] = '0';
    while (n) put(t, digits[--n]);
}

size_t text_format(char *to, size_t room, const char *format, va_list values) {
    struct text t = {to, to + room - 1};
    for (; *format; format++) {
        if (*format != '%') {
            put(&t, *format);
            continue;
        }
        unsigned width = 0;
        for (format++; isdigit(*format) || *format == 'l'; format++)
            if (*format != 'l') width = width * 10 + (unsigned)(*format - '0');
        if (*format == 's') {
            const char *s = va_arg(values, const char *);
            for (s = s ? s : "(null)"; *s; s++) put(&t, *s);
        } else if (*format == 'c') {
            put(&t, (char)va_arg(values, int));
        } else if (*format == '%') {
            put(&t, '%');
        } else {
            unsigned long v = va_arg(values, unsigned long);
            if (*format == 'd' && (long)v < 0) {
                put(&t, '-');
                v = -v;
            }
            put_number(&t, v, *format == 'x' ? 16 : 10, width);
        }
    }
    *t.at = 0;
    return (size_t)(t.at - to);
}

void text_describe(char *to, size_t room, const char *format, ...) {
    va_list values;
    va_start(values, format);
    text_format(to, room, format, values);
    va_end(values);
}

void text_write(enum stream s, const char *bytes, size_t n) {
    if (s == STREAM_ERROR && !port_stream_present(s)) s = STREAM_OUTPUT;
    if (!port_stream_present(s)) return;
    for (unsigned tries = 0; n; tries++) {
        bool masked = port_mask();
        size_t taken = port_stream_write(s, (const uint8_t *)bytes, n);
        if (!masked) port_unmask();
        bytes += taken;
        n -= taken;
        if (taken) tries = 0;
        if (tries > 100) port_stream_drain(s);
        if (tries > 200) return; /* a host that reads no more must not keep a machine from ending */
    }
}

void text_print(enum stream s, const char *format, ...) {
    char line[512];
    va_list values;
    va_start(values, format);
    size_t n = text_format(line, sizeof line, format, values);
    va_end(values);
    text_write(s, line, n);
}
