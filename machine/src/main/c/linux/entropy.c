/* Random bytes: what the kernel gave before the process confined itself, as long as it lasts, mixed with the CPU's. The Java side stretches them, and mixes more in
   from time to time; without a random instruction in the CPU the kernel's bytes are all there is, enough for several seeds. */
#include "../common/libc.h"
#include "../common/port.h"
#include "../common/random.h"
#include "linux.h"
#include "system.h"

enum { RESERVE = 256, GIVEN = 16, NONBLOCK = 1 };

static uint8_t reserve[RESERVE]; /* each byte is used once and wiped */
static size_t used;

void entropy_start(const uint8_t *given) {
    long got = system_call(SYS_GETRANDOM, reserve, RESERVE, NONBLOCK);
    used = RESERVE - (got > 0 ? (size_t)got : 0);
    if (got == RESERVE) return;
    memmove(reserve + used, reserve, RESERVE - used);
    if (given && used >= GIVEN) memcpy(reserve + (used -= GIVEN), given, GIVEN);
}

bool port_entropy(void *to, size_t n) {
    uint8_t *out = to;
    bool ok = true;
    for (size_t i = 0; i < n && ok; i++) {
        uint64_t v = 0;
        ok = random_word(&v) || used < RESERVE;
        if (used < RESERVE) {
            v ^= reserve[used];
            reserve[used++] = 0;
        }
        out[i] = (uint8_t)v;
    }
    return ok;
}
