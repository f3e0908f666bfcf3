/* The kernel command line: words separated by spaces, each percent-encoded; boot keys before `--`, the arguments of main after it. The lone word `%` is the
   empty word. */
#pragma once
#include <stddef.h>
#include <stdint.h>

enum { TOKENS_TEXT = 8192, TOKENS_MAX = 512 };

struct tokens {
    char text[TOKENS_TEXT];      /* the decoded words, each zero-terminated */
    uint16_t start[TOKENS_MAX];  /* where each begins in `text` */
    unsigned boot, count;        /* the first `boot` words are boot keys, the others arguments */
};

/* NULL, or what is wrong with the line. */
const char *tokens_parse(struct tokens *t, const char *line);

static inline const char *token(const struct tokens *t, unsigned i) { return t->text + t->start[i]; }
