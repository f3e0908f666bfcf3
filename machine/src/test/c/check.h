/* A tiny test harness for the pure parts of the machine layer, run on the host with sanitizers. A test file ends with TESTS(a, b, ...); it prints one line per
   test. Random tests print their seed when they fail; SEED in the environment repeats one. */
#pragma once
#include <setjmp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static jmp_buf check_failed;
static char check_message[256];
static uint64_t check_seed;

#define CHECK(condition) \
    do { \
        if (!(condition)) { \
            snprintf(check_message, sizeof check_message, "%s:%d: %s (SEED=%llu)", __FILE__, __LINE__, #condition, (unsigned long long)check_seed); \
            longjmp(check_failed, 1); \
        } \
    } while (0)

static uint64_t check_state;
static inline uint64_t check_random(void) { /* splitmix64 */
    uint64_t z = (check_state += 0x9e3779b97f4a7c15UL);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9UL;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebUL;
    return z ^ (z >> 31);
}

struct check_test {
    const char *name;
    void (*run)(void);
};

static inline int check_main(const struct check_test *tests, size_t n) {
    const char *seed = getenv("SEED");
    check_seed = seed ? strtoull(seed, NULL, 10) : (uint64_t)time(NULL) * 1000003u;
    volatile int failed = 0;
    for (volatile size_t i = 0; i < n; i++) {
        check_state = check_seed;
        if (setjmp(check_failed)) {
            printf("FAIL %s %s\n", tests[i].name, check_message);
            failed = 1;
            continue;
        }
        tests[i].run();
        printf("PASS %s\n", tests[i].name);
        fflush(stdout);
    }
    return failed;
}

#define TESTS(...) \
    int main(void) { \
        const struct check_test tests[] = {__VA_ARGS__}; \
        return check_main(tests, sizeof tests / sizeof *tests); \
    }
#define T(name) {#name, name}
