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

const char *boot_token_after(const char *prefix, unsigned *next) {
    size_t n = strlen(prefix);
    while (*next < tokens.boot) {
        const char *t = token(&tokens, (*next)++);
        if (strlen(t) >= n && !memcmp(t, prefix, n)) return t + n;
    }
    return NULL;
}

/* The VMM's own words are for the machine layer. */
static bool for_java(unsigned i) {
    static const char device[] = DEVICE_TOKEN;
    return strlen(token(&tokens, i)) < sizeof device - 1 || memcmp(token(&tokens, i), device, sizeof device - 1);
}

unsigned machine_boot_tokens(void) {
    unsigned n = 0;
    for (unsigned i = 0; i < tokens.boot; i++) n += for_java(i);
    return n;
}

const char *machine_boot_token(unsigned index) {
    for (unsigned i = 0; i < tokens.boot; i++)
        if (for_java(i) && !index--) return token(&tokens, i);
    return NULL;
}

char *getenv(const char *name) {
    size_t n = strlen(name);
    unsigned next = 0;
    const char *t, *found = NULL;
    while ((t = boot_token_after("env.", &next)))
        if (strlen(t) > n && !memcmp(t, name, n) && t[n] == '=') found = t + n + 1; /* the last one counts */
    return (char *)found;
}

extern int main(int, char **);

static void *run_main(void *unused) {
    (void)unused;
    unsigned count = tokens.count - tokens.boot;
    const char **arguments = calloc(count + 2, sizeof *arguments);
    if (!arguments) machine_panic("no memory for the arguments of main");
    arguments[0] = "main";
    for (unsigned i = 0; i < count; i++) arguments[i + 1] = token(&tokens, tokens.boot + i);
    machine_exit(main((int)count + 1, (char **)arguments));
}

_Noreturn void machine_start(void) {
    struct thread *t = thread_make(run_main, NULL, MAIN_STACK, false);
    if (!t) machine_panic("no memory for the main thread");
    memcpy(t->name, "main", 5);
    thread_start(t);
    scheduler_start();
}
