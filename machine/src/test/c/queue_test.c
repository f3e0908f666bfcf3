// sources:
#include "check.h"
#include "common/deadlines.h"
#include "common/queue.h"

static void fifo(void) {
    struct queue q = {0};
    struct link l[4] = {0};
    CHECK(queue_empty(&q) && !queue_take(&q));
    for (int i = 0; i < 3; i++) queue_append(&q, &l[i]);
    queue_prepend(&q, &l[3]);
    CHECK(queue_take(&q) == &l[3] && queue_take(&q) == &l[0] && queue_take(&q) == &l[1] && queue_take(&q) == &l[2] && queue_empty(&q));
}

static void removal_anywhere(void) {
    enum { N = 50 };
    struct queue q = {0};
    struct link l[N] = {0};
    int in[N] = {0}, count = 0;
    for (int step = 0; step < 20000; step++) {
        int i = (int)(check_random() % N);
        if (in[i])
            queue_remove(&q, &l[i]);
        else if (check_random() & 1)
            queue_append(&q, &l[i]);
        else
            queue_prepend(&q, &l[i]);
        count += in[i] ? -1 : 1;
        in[i] = !in[i];
        int seen = 0;
        for (struct link *p = q.first; p; p = p->next) CHECK(++seen && (p->next ? p->next->previous == p : q.last == p));
        CHECK(seen == count);
    }
}

static void deadlines_are_sorted(void) {
    enum { N = 200 };
    struct queue q = {0};
    struct deadline d[N];
    for (int i = 0; i < N; i++) d[i] = (struct deadline){.at = UINT64_MAX};
    for (int step = 0; step < 20000; step++) {
        struct deadline *x = &d[check_random() % N];
        deadline_remove(&q, x);
        deadline_add(&q, x, check_random() % 8 ? check_random() % 100 : UINT64_MAX);
        uint64_t least = UINT64_MAX;
        for (int i = 0; i < N; i++) least = d[i].at < least ? d[i].at : least;
        CHECK(deadlines_next(&q) == least);
    }
}

static void equal_deadlines_keep_their_order(void) {
    struct queue q = {0};
    struct deadline a = {.at = UINT64_MAX}, b = a, c = a;
    deadline_add(&q, &a, 5);
    deadline_add(&q, &b, 5);
    deadline_add(&q, &c, 4);
    CHECK(deadlines_first(&q) == &c && c.link.next == &a.link && a.link.next == &b.link);
}

TESTS(T(fifo), T(removal_anywhere), T(deadlines_are_sorted), T(equal_deadlines_keep_their_order))
