// sources: common/scheduler.c
/* The scheduler's decisions on virtual time: a fake port, and a context switch that only notes who runs. */
#include "check.h"
#include "common/spin.h"
#include "common/thread.h"

enum { MS = 1000000, SLICE_MS = 5 };
static uint64_t now, armed;
static bool masked = true;
unsigned test_cpu;
static uint32_t woken; /* CPUs, as bits */

uint64_t port_monotonic(void) { return now; }
void port_timer_arm(uint64_t deadline) { armed = deadline; }
bool port_mask(void) {
    bool was = masked;
    masked = true;
    return was;
}
void port_unmask(void) { masked = false; }
void port_cpu_wake(unsigned n) { woken |= 1u << n; }
void port_spin(void) {}
static jmp_buf asleep;
void port_idle(uint64_t deadline) {
    (void)deadline;
    longjmp(asleep, 1);
}
bool thread_trim(void) { return false; }
void context_switch(void **save, void *load) { (void)save, (void)load; }

static struct thread threads[8];
static struct thread *running(void) { return cpus[0].running; }

static void start(int n) {
    memset(threads, 0, sizeof threads);
    scheduler_cpu_init(0);
    armed = NEVER;
    scheduler_enter();
    for (int i = 0; i < n; i++) {
        threads[i].deadline.at = NEVER;
        scheduler_ready(&threads[i], false);
    }
    scheduler_switch(); /* the idle context gives the CPU away */
    scheduler_leave(true);
}

static void stop(void) { /* empties the queues: every thread blocks for ever */
    for (int i = 0; i < 100 && running() != cpus[0].idle; i++) {
        scheduler_enter();
        scheduler_block(NULL, NEVER);
        scheduler_leave(true);
    }
}

/* Virtual time passes while threads compute; the timer fires when it is armed. Returns how long thread `who` ran. */
static uint64_t compute(uint64_t ns, int who) {
    uint64_t end = now + ns, ran = 0;
    while (now < end) {
        uint64_t step = armed < end ? (armed > now ? armed - now : 0) : end - now;
        if (running() == &threads[who]) ran += step;
        now += step;
        if (now >= armed) {
            armed = NEVER;
            machine_timer_interrupt();
        }
    }
    return ran;
}

static void block_until(uint64_t at) {
    scheduler_enter();
    scheduler_block(NULL, at);
    scheduler_leave(true);
}

static void slices_are_shared(void) {
    start(3);
    for (int i = 0; i < 3; i++) {
        CHECK(running() == &threads[i]);
        uint64_t ran = compute(SLICE_MS * MS, i);
        CHECK(ran == SLICE_MS * MS);
    }
    CHECK(running() == &threads[0]);
    uint64_t ran = compute(300 * MS, 1);
    CHECK(ran >= 95 * MS && ran <= 105 * MS);
    stop();
}

static void alone_means_no_ticks(void) {
    start(1);
    armed = NEVER;
    compute(50 * MS, 0);
    CHECK(running() == &threads[0] && armed == NEVER);
    stop();
}

static void a_thread_alone_past_its_slice_that_wakes_another_is_preempted(void) {
    start(2);
    block_until(NEVER); /* thread 0 */
    compute(60 * MS, 1);
    CHECK(running() == &threads[1]);
    scheduler_enter();
    scheduler_ready(&threads[0], false);
    scheduler_leave(true);
    compute(MS, 1); /* its slice was over long ago */
    CHECK(running() == &threads[0]);
    stop();
}

static void a_sleeper_preempts_when_its_time_comes(void) {
    start(2);
    uint64_t at = now + 2 * MS;
    block_until(at); /* thread 0 sleeps, 1 computes */
    CHECK(running() == &threads[1]);
    compute(2 * MS, 1);
    CHECK(running() == &threads[0] && threads[0].timed_out);
    block_until(NEVER);
    CHECK(running() == &threads[1]); /* and has the rest of its slice */
    stop();
}

static void sleepers_do_not_starve_the_others(void) {
    start(3); /* 0 and 1 sleep shortly and compute long, 2 only computes */
    uint64_t other = 0, total = 0;
    while (total < 2000 * MS) {
        if (running() == &threads[0] || running() == &threads[1]) {
            total += 1 * MS;
            other += compute(1 * MS, 2);
            if (running() != &threads[2]) block_until(now + 100000);
        } else {
            total += 100000;
            other += compute(100000, 2);
        }
    }
    CHECK(other > total / 10);
    stop();
}

static void a_far_deadline_does_not_suppress_the_slice(void) {
    start(3);
    block_until(now + 1000 * MS);
    CHECK(running() == &threads[1] && armed <= now + SLICE_MS * MS);
    compute(SLICE_MS * MS, 1);
    CHECK(running() == &threads[2]);
    stop();
    compute(2000 * MS, 0);
    stop();
}

static void waiters_are_woken_in_order(void) {
    struct queue q = {0};
    start(4);
    for (int i = 0; i < 3; i++) {
        scheduler_enter();
        scheduler_block(&q, NEVER);
        scheduler_leave(true);
    }
    CHECK(running() == &threads[3]);
    scheduler_enter();
    scheduler_wake_one(&q);
    scheduler_wake_all(&q, false);
    scheduler_leave(true);
    CHECK(queue_empty(&q));
    for (int i = 0; i < 3; i++) {
        block_until(NEVER);
        CHECK(running() == &threads[i]);
    }
    stop();
}

static void a_timeout_leaves_the_queue(void) {
    struct queue q = {0};
    start(2);
    scheduler_enter();
    scheduler_block(&q, now + MS);
    scheduler_leave(true);
    compute(2 * MS, 1);
    CHECK(queue_empty(&q) && threads[0].timed_out && !threads[0].waiting);
    stop();
}

/* Two more CPUs, whose idle contexts sleep. */
static void others_sleep(void) {
    for (test_cpu = 1; test_cpu < 3; test_cpu++) {
        scheduler_cpu_init(test_cpu);
        if (!setjmp(asleep)) scheduler_start();
    }
    test_cpu = 0;
    woken = 0;
}

static void make_ready(int i) {
    scheduler_enter();
    scheduler_ready(&threads[i], false);
    scheduler_leave(true);
}

static void one_idle_cpu_is_woken_for_each_ready_thread(void) {
    start(4);
    for (int i = 0; i < 3; i++) block_until(NEVER);
    others_sleep();
    make_ready(0);
    CHECK(woken == 1 << 1);
    make_ready(1);
    CHECK(woken == (1 << 1 | 1 << 2));
    woken = 0;
    make_ready(2); /* nobody is idle any more */
    CHECK(woken == 0 && armed <= now + SLICE_MS * MS);
    stop();
}

static void a_cpu_whose_sleep_an_interrupt_ends_wakes_no_other_for_the_first_thread(void) {
    start(3);
    for (int i = 0; i < 2; i++) block_until(NEVER);
    others_sleep();
    test_cpu = 2;
    make_ready(0);
    CHECK(woken == 0);
    make_ready(1);
    CHECK(woken == 1 << 1);
    test_cpu = 0;
    stop();
}

TESTS(T(one_idle_cpu_is_woken_for_each_ready_thread), T(a_cpu_whose_sleep_an_interrupt_ends_wakes_no_other_for_the_first_thread), T(slices_are_shared), T(alone_means_no_ticks), T(a_thread_alone_past_its_slice_that_wakes_another_is_preempted), T(a_sleeper_preempts_when_its_time_comes),
      T(sleepers_do_not_starve_the_others), T(a_far_deadline_does_not_suppress_the_slice), T(waiters_are_woken_in_order), T(a_timeout_leaves_the_queue))
