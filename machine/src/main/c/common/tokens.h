/* The kernel command line: words separated by spaces, each percent-encoded; boot keys before `--`, the arguments of main after it. The lone word `%` is the
   empty word. A VMM appends its words at the end, after any `--`, so a word that begins literally with DEVICE_TOKEN is the VMM's wherever it stands; an argument
   that begins so is written with its first letter encoded. */
#pragma once
#include <stddef.h>
#include <stdint.h>

enum { TOKENS_TEXT = 8192, TOKENS_MAX = 512 };
enum token_kind { TOKEN_BOOT, TOKEN_ARGUMENT, TOKEN_DEVICE };

#define DEVICE_TOKEN "virtio_mmio.device="

struct tokens {
    char text[TOKENS_TEXT];      /* the decoded words, each zero-terminated */
    uint16_t start[TOKENS_MAX];  /* where each begins in `text` */
    uint8_t kind[TOKENS_MAX];
    unsigned count, used;
};

/* NULL, or what is wrong with the line. */
const char *tokens_parse(struct tokens *t, const char *line);
/* One more word, as it is; *t was all zero at first. */
const char *tokens_add(struct tokens *t, const char *word, enum token_kind kind);

/* The next word of a kind, NULL after the last; *next starts at 0. */
const char *tokens_next(const struct tokens *t, enum token_kind kind, unsigned *next);
