#include "random.h"
#include "x86.h"

enum { TRIES = 10 };

/* The instructions fail now and then when many ask at once; ten tries are what the vendors advise. */
static bool try_word(bool seed, uint64_t *v) {
    for (int i = 0; i < TRIES; i++)
        if (seed ? rdseed(v) : rdrand(v)) return true;
    return false;
}

bool random_word(uint64_t *v) {
    static bool asked, can_seed, can_rand; /* CPUID is slow in a virtual machine */
    if (!asked) {
        can_seed = cpuid_known(7, 0).b & 1 << 18;
        can_rand = cpuid(1, 0).c & 1 << 30;
        asked = true;
    }
    return (can_seed && try_word(true, v)) || (can_rand && try_word(false, v));
}
