// sources:
#include "check.h"
#include "common/account.h"

static void promises_are_kept(void) {
    struct account a = {.total = 1000, .free = 1000, .promised = 0};
    CHECK(account_allows(&a, 734, 0, USE_JAVA) && !account_allows(&a, 735, 0, USE_JAVA) && !account_allows(&a, 733, 2, USE_JAVA));
    a.promised = 700;
    CHECK(account_allows(&a, 34, 0, USE_JAVA) && !account_allows(&a, 35, 0, USE_JAVA));
    a.free = 900; /* stacks took what was promised */
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

static void a_collection_finds_a_third_of_what_the_heap_can_have(void) {
    for (struct account a = {.total = 100}; a.total < 10000000; a.total += 1 + a.total / 100) {
        a.free = a.total;
        a.promised = 0;
        a.promised = account_room(&a, USE_JAVA, false);
        a.collecting = false;
        CHECK(!account_allows(&a, 1, 0, USE_JAVA) && !account_allows(&a, 1, 0, USE_NATIVE) && !account_allows(&a, 0, 0, USE_STACK));
        a.collecting = true;
        CHECK(account_allows(&a, a.promised / 3, 0, USE_JAVA) && account_allows(&a, a.promised / 3, 0, USE_NATIVE));
    }
}

static void more_memory_is_more_heap(void) {
    uint64_t last = 0;
    for (struct account a = {.total = 1}; a.total < 10000000; a.total += 1 + a.total / 100) {
        a.free = a.total;
        uint64_t java = account_room(&a, USE_JAVA, false);
        CHECK(java >= last && java < a.total * 3 / 4 + 1);
        last = java;
    }
    CHECK(last > 7300000);
}

TESTS(T(more_memory_is_more_heap), T(a_collection_finds_a_third_of_what_the_heap_can_have), T(promises_are_kept), T(threads_are_refused_first_and_java_last))
