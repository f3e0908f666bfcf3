#include "tokens.h"
#include <stdbool.h>

static int hex(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    c |= 0x20;
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static bool separator(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

/* Decodes one word to `to` (which has room for it: decoding never lengthens) and returns where it ends; NULL when it is malformed. */
static char *decode(char *to, const char *from, const char *end) {
    if (end - from == 1 && *from == '%') return to;
    while (from < end) {
        if (*from != '%') {
            *to++ = *from++;
            continue;
        }
        if (end - from < 3 || hex(from[1]) < 0 || hex(from[2]) < 0) return NULL;
        char c = (char)(hex(from[1]) << 4 | hex(from[2]));
        if (!c) return NULL; /* would end the word for C, and no argument can hold it */
        *to++ = c;
        from += 3;
    }
    return to;
}

static enum token_kind kind_of(const char *word, bool arguments) {
    static const char device[] = DEVICE_TOKEN;
    for (const char *d = device; *d; d++, word++)
        if (*word != *d) return arguments ? TOKEN_ARGUMENT : TOKEN_BOOT; /* also at the word's end: no word holds a zero */
    return TOKEN_DEVICE;
}

const char *tokens_parse(struct tokens *t, const char *line) {
    char *at = t->text;
    bool arguments = false;
    t->count = 0;
    for (const char *p = line; *p;) {
        if (separator(*p)) {
            p++;
            continue;
        }
        const char *word = p;
        while (*p && !separator(*p)) p++;
        if (!arguments && p - word == 2 && word[0] == '-' && word[1] == '-') {
            arguments = true;
            continue;
        }
        if (p - word >= t->text + TOKENS_TEXT - at) return "the command line is too long (8191 bytes)";
        if (t->count == TOKENS_MAX) return "the command line has too many words (512)";
        char *end = decode(at, word, p);
        if (!end) return "the command line has a malformed %XX";
        t->kind[t->count] = (uint8_t)kind_of(word, arguments);
        t->start[t->count++] = (uint16_t)(at - t->text);
        *end = 0;
        at = end + 1;
    }
    return NULL;
}

const char *tokens_next(const struct tokens *t, enum token_kind kind, unsigned *next) {
    while (*next < t->count) {
        unsigned i = (*next)++;
        if (t->kind[i] == kind) return t->text + t->start[i];
    }
    return NULL;
}
