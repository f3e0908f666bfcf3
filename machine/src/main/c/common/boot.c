/* From the port's start to the program's main: boot tokens, environment, main thread. */
#include "boot.h"
#include "../machine.h"
#include "libc.h"
#include "thread.h"
#include "tokens.h"

enum { MAIN_STACK = 8 << 20 };

static struct tokens tokens;

void boot_tokens(const char *line) {
    const char *error = tokens_parse(&tokens, line);
    if (error) machine_usage(error);
}

void boot_word(const char *word, bool argument) {
    const char *error = tokens_add(&tokens, word, argument ? TOKEN_ARGUMENT : TOKEN_BOOT);
    if (error) machine_usage(error);
}

const char *boot_device(unsigned *next) {
    const char *word = tokens_next(&tokens, TOKEN_DEVICE, next);
    return word ? word + sizeof DEVICE_TOKEN - 1 : NULL;
}

static unsigned count(enum token_kind kind) {
    unsigned n = 0, next = 0;
    while (tokens_next(&tokens, kind, &next)) n++;
    return n;
}

unsigned machine_boot_tokens(void) { return count(TOKEN_BOOT); }

const char *machine_boot_token(unsigned index) {
    unsigned next = 0;
    const char *word;
    while ((word = tokens_next(&tokens, TOKEN_BOOT, &next)) && index) index--;
    return word;
}

char *getenv(const char *name) {
    static const char prefix[] = "env.";
    size_t skip = sizeof prefix - 1, n = strlen(name);
    unsigned next = 0;
    const char *word, *found = NULL;
    while ((word = tokens_next(&tokens, TOKEN_BOOT, &next)))
        if (!strncmp(word, prefix, skip) && !strncmp(word + skip, name, n) && word[skip + n] == '=') found = word + skip + n + 1; /* the last one counts */
    return (char *)found;
}

extern int main(int, char **);

static void *run_main(void *unused) {
    (void)unused;
    const char **arguments = calloc(count(TOKEN_ARGUMENT) + 2, sizeof *arguments);
    if (!arguments) machine_panic("no memory for the arguments of main");
    int n = 0;
    arguments[n++] = "main";
    for (unsigned next = 0; (arguments[n] = tokens_next(&tokens, TOKEN_ARGUMENT, &next));) n++;
    machine_exit(main(n, (char **)arguments));
}

_Noreturn void machine_start(void) {
    struct thread *t = thread_make(run_main, NULL, MAIN_STACK, false);
    if (!t) machine_panic("no memory for the main thread");
    memcpy(t->name, "main", 5);
    thread_start(t);
    scheduler_start();
}
