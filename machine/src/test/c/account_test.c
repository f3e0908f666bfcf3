// sources:
#include "check.h"
#include "common/account.h"

static void promises_are_kept(void) {
    struct account a = {.total = 1000, .free = 1000, .promised = 0};
    CHECK(account_allows(&a, 970, 0, USE_JAVA) && !account_allows(&a, 971, 0, USE_JAVA) && !account_allows(&a, 969, 2, USE_JAVA));
    a.promised = 900;
    CHECK(account_allows(&a, 70, 0, USE_JAVA) && !account_allows(&a, 71, 0, USE_JAVA));
    a.free = 800; /* stacks took what was promised */
    CHECK(!account_allows(&a, 1, 0, USE_JAVA));
    CHECK(!account_allows(&a, UINT64_MAX, 4, USE_JAVA) && !account_allows(&a, UINT64_MAX - 4, 4, USE_JAVA));
}

static void threads_are_refused_first_and_java_last(void) {
    struct account a = {.total = 1000, .free = 1000, .promised = 0};
    for (; account_allows(&a, 1 << 30, 1, USE_STACK); a.free -= 3) continue;
    CHECK(account_allows(&a, 1, 1, USE_NATIVE) && account_allows(&a, 1, 1, USE_JAVA));
    for (; account_allows(&a, 1, 0, USE_NATIVE); a.promised++) continue;
    CHECK(account_allows(&a, 20, 0, USE_JAVA));
}

static void java_counts_on_less_than_there_is(void) {
    uint64_t last = 0;
    for (struct account a = {.total = 1}; a.total < 10000000; a.total += 1 + a.total / 100) {
        a.free = a.total;
        uint64_t java = account_java_frames(&a);
        CHECK(java >= last && java <= a.total * 70 / 100);
        last = java;
    }
    CHECK(last > 6900000);
}

TESTS(T(java_counts_on_less_than_there_is), T(promises_are_kept), T(threads_are_refused_first_and_java_last))
