#include "device_token.h"

#define ADDRESS_LIMIT (1UL << 46)
enum { SIZE_LEAST = 0x100, SIZE_MOST = 0x10000, LINES = 64 };

static int digit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    c |= 0x20;
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : 99;
}

/* A number, decimal or with 0x; false: none here, or it is too large. */
static bool number(const char **at, uint64_t *v) {
    int base = (*at)[0] == '0' && ((*at)[1] | 0x20) == 'x' ? 16 : 10;
    if (base == 16) *at += 2;
    const char *start = *at;
    for (*v = 0; digit(**at) < base; ++*at) {
        if (*v >= ADDRESS_LIMIT) return false;
        *v = *v * (unsigned)base + (unsigned)digit(**at);
    }
    return *at != start;
}

static bool skip(const char **at, char c) {
    if (**at != c) return false;
    ++*at;
    return true;
}

bool device_token_parse(const char *text, struct machine_device *out) {
    uint64_t size, address, line, id;
    if (!number(&text, &size)) return false;
    if (skip(&text, 'K') || skip(&text, 'k')) size *= 1024;
    if (!skip(&text, '@') || !number(&text, &address) || !skip(&text, ':') || !number(&text, &line)) return false;
    if (skip(&text, ':') && !number(&text, &id)) return false;
    if (*text || size < SIZE_LEAST || size > SIZE_MOST || address < SIZE_MOST || address >= ADDRESS_LIMIT || address & 3 || line >= LINES) return false;
    *out = (struct machine_device){.address = address, .size = (uint32_t)size, .line = (uint32_t)line};
    return true;
}
