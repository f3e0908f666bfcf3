/* Random bytes: what the kernel gave before the process confined itself, as long as it lasts, mixed with the CPU's. The Java side stretches them, and mixes more in
   from time to time; without a random instruction in the CPU the kernel's bytes are all there is, enough for several seeds. */
#include "../common/libc.h"
#include "../common/port.h"
#include "../common/x86.h"
#include "linux.h"
#include "system.h"

enum { RESERVE = 256, GIVEN = 16, TRIES = 64, NONBLOCK = 1, HAS_RDRAND = 1 << 30, HAS_RDSEED = 1 << 18 };

static uint8_t reserve[RESERVE]; /* each byte is used once and wiped */
static size_t used;
static bool has_rdrand, has_rdseed;

void entropy_start(const uint8_t *given) {
    has_rdrand = cpuid_known(1, 0).c & HAS_RDRAND;
    has_rdseed = cpuid_known(7, 0).b & HAS_RDSEED;
    long got = system_call(SYS_GETRANDOM, reserve, RESERVE, NONBLOCK);
    used = RESERVE - (got > 0 ? (size_t)got : 0);
    if (got == RESERVE) return;
    memmove(reserve + used, reserve, RESERVE - used);
    if (given && used >= GIVEN) memcpy(reserve + (used -= GIVEN), given, GIVEN);
}

static bool cpu_random(uint64_t *v) {
    for (unsigned i = 0; i < TRIES; i++)
        if ((has_rdseed && rdseed(v)) || (has_rdrand && rdrand(v))) return true;
    return false;
}

bool port_entropy(void *to, size_t n) {
    uint8_t *out = to;
    bool ok = true;
    for (size_t i = 0; i < n && ok; i++) {
        uint64_t v = 0;
        ok = cpu_random(&v) || used < RESERVE;
        if (used < RESERVE) {
            v ^= reserve[used];
            reserve[used++] = 0;
        }
        out[i] = (uint8_t)v;
    }
    return ok;
}
