/* The memory and string functions. Words are moved by plain loads and stores: `rep movsb` goes byte by byte in an emulated machine, and nothing here runs long
   enough on a real one to matter. The compiler must not turn these loops into calls of themselves (see the flags). */
#include "libc.h"

typedef uint64_t __attribute__((may_alias, aligned(1))) word;

static void copy_up(uint8_t *to, const uint8_t *from, size_t n) {
    for (; n >= 32; n -= 32, to += 32, from += 32) {
        const word *f = (const word *)from;
        uint64_t a = f[0], b = f[1], c = f[2], d = f[3];
        word *t = (word *)to;
        t[0] = a;
        t[1] = b;
        t[2] = c;
        t[3] = d;
    }
    for (; n >= 8; n -= 8, to += 8, from += 8) *(word *)to = *(const word *)from;
    while (n--) *to++ = *from++;
}

static void copy_down(uint8_t *to, const uint8_t *from, size_t n) {
    for (; n >= 8; n -= 8) *(word *)(to + n - 8) = *(const word *)(from + n - 8);
    while (n--) to[n] = from[n];
}

void *memmove(void *to, const void *from, size_t n) {
    if ((uintptr_t)to - (uintptr_t)from >= n) /* also when `to` lies below */
        copy_up(to, from, n);
    else
        copy_down(to, from, n);
    return to;
}

void *memcpy(void *to, const void *from, size_t n) { return memmove(to, from, n); }

void *memset(void *to, int byte, size_t n) {
    uint8_t *t = to;
    uint64_t v = (uint8_t)byte * 0x0101010101010101UL;
    for (; n >= 32; n -= 32, t += 32) {
        word *w = (word *)t;
        w[0] = w[1] = w[2] = w[3] = v;
    }
    for (; n >= 8; n -= 8, t += 8) *(word *)t = v;
    while (n--) *t++ = (uint8_t)byte;
    return to;
}

int memcmp(const void *a, const void *b, size_t n) {
    const uint8_t *x = a, *y = b;
    for (; n && *x == *y; n--, x++, y++) continue;
    return n ? *x - *y : 0;
}

size_t strlen(const char *s) {
    size_t n = 0;
    while (s[n]) n++;
    return n;
}

int strcmp(const char *a, const char *b) {
    while (*a && *a == *b) a++, b++;
    return (uint8_t)*a - (uint8_t)*b;
}

int strncmp(const char *a, const char *b, size_t n) {
    for (; n && *a && *a == *b; n--) a++, b++;
    return n ? (uint8_t)*a - (uint8_t)*b : 0;
}

char *strdup(const char *s) {
    size_t n = strlen(s) + 1;
    char *copy = malloc(n);
    return copy ? memcpy(copy, s, n) : NULL;
}

int isdigit(int c) { return c >= '0' && c <= '9'; }

static int digit(char c) {
    if (isdigit(c)) return c - '0';
    c |= 0x20;
    return c >= 'a' && c <= 'z' ? c - 'a' + 10 : 99;
}

unsigned long strtoull(const char *s, char **end, int base) {
    const char *p = s;
    while (*p == ' ' || (*p >= '\t' && *p <= '\r')) p++;
    unsigned long v = 0;
    if ((base == 0 || base == 16) && p[0] == '0' && (p[1] | 0x20) == 'x' && digit(p[2]) < 16) {
        p += 2;
        base = 16;
    }
    if (base == 0) base = *p == '0' ? 8 : 10;
    const char *digits = p;
    for (; digit(*p) < base; p++)
        if (__builtin_mul_overflow(v, (unsigned long)base, &v) || __builtin_add_overflow(v, (unsigned long)digit(*p), &v)) v = ~0UL;
    if (end) *end = (char *)(p == digits ? s : p);
    return v;
}
