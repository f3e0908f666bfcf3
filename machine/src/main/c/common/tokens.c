#include "tokens.h"
#include "libc.h"
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

static const char *add(struct tokens *t, const char *word, const char *end, enum token_kind kind, bool encoded) {
    char *at = t->text + t->used, *past = at + (end - word);
    if (end - word >= TOKENS_TEXT - (long)t->used) return "the command line is too long (8191 bytes)";
    if (t->count == TOKENS_MAX) return "the command line has too many words (512)";
    if (encoded && !(past = decode(at, word, end))) return "the command line has a malformed %XX";
    if (!encoded) memcpy(at, word, (size_t)(end - word));
    t->kind[t->count] = (uint8_t)kind;
    t->start[t->count++] = (uint16_t)t->used;
    *past = 0;
    t->used = (unsigned)(past + 1 - t->text);
    return NULL;
}

const char *tokens_add(struct tokens *t, const char *word, enum token_kind kind) { return add(t, word, word + strlen(word), kind, false); }

const char *tokens_parse(struct tokens *t, const char *line) {
    bool arguments = false;
    t->count = 0;
    t->used = 0;
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
        const char *error = add(t, word, p, kind_of(word, arguments), true);
        if (error) return error;
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
