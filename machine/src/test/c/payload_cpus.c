/* What several CPUs do together. Threads here spin, so that each keeps a CPU. */
#include "payload.h"
#include "common/cpu.h"
#include "common/x86.h"

enum { HANDSHAKES = 5000, SHOTS = 300, THREADS = 6, ROUNDS = 60 };

static unsigned cpu_number(void) { /* a moment later it may be another one */
    interrupts_off();
    unsigned n = this_cpu()->id;
    interrupts_on();
    return n;
}

static volatile int turn;
static volatile uint32_t seen[2];

/* Two threads take turns by spinning. */
static void *partner(void *argument) {
    int me = (int)(uintptr_t)argument;
    for (int i = 0; i < HANDSHAKES; i++) {
        while (turn != me) continue;
        seen[me] |= 1u << cpu_number();
        turn = !me;
    }
    return NULL;
}

static void together(void) {
    pthread_t t;
    say_number("cpus", machine_cpu_count());
    pthread_create(&t, NULL, partner, (void *)1);
    partner((void *)0);
    pthread_join(t, NULL);
    uint32_t both = seen[0] | seen[1];
    say(both & (both - 1) ? "side by side\n" : "on one cpu\n");
}

/* A page is touched by the other CPU, taken away and mapped again to another frame: a CPU that keeps the old translation reads the old content. */
static volatile uint64_t *page;
static volatile uint64_t shot, answered;
static volatile bool stale;

static void *reader(void *unused) {
    for (uint64_t n = 1; n <= SHOTS; n++) {
        while (shot < n) continue;
        if (*page != n) stale = true;
        answered = n;
    }
    return unused;
}

static void flushes(void) {
    pthread_t t;
    char *range = mmap(NULL, (SHOTS + 2) * 4096, 0, 0x22, -1, 0);
    page = (uint64_t *)range;
    pthread_create(&t, NULL, reader, NULL);
    for (uint64_t n = 1; n <= SHOTS; n++) {
        mmap(range, 4096, 0, 0x32, -1, 0);
        mmap(range + n * 4096, 4096, 3, 0x32, -1, 0);
        range[n * 4096] = 1; /* takes the frame that was given back last */
        mmap(range, 4096, 3, 0x32, -1, 0);
        *page = n;
        shot = n;
        while (answered < n) continue;
    }
    pthread_join(t, NULL);
    say(stale ? "an old translation was used\n" : "flushed\n");
}

/* The other CPU may write to a page, until this one protects it. */
static void *writer(void *unused) {
    for (uint64_t n = 1; n <= SHOTS; n++) {
        while (shot < n) continue;
        *page = n;
        answered = n;
    }
    return unused;
}

static void protects(void) {
    pthread_t t;
    page = mmap(NULL, 4096, 3, 0x22, -1, 0);
    pthread_create(&t, NULL, writer, NULL);
    for (uint64_t n = 1; n < SHOTS; n++) {
        shot = n;
        while (answered < n) continue;
    }
    mprotect((void *)page, 4096, 1);
    shot = SHOTS;
    pthread_join(t, NULL); /* not reached: it faults */
}

/* Allocates, maps, locks and makes threads, on all CPUs at a time. */
static pthread_mutex_t mutex;
static uint64_t counter, mistakes;

static void *nothing(void *argument) { return argument; }

static void *worker(void *argument) {
    uint64_t random = (uintptr_t)argument, wrong = 0;
    for (int i = 0; i < ROUNDS; i++) {
        random = random * 6364136223846793005UL + 1442695040888963407UL;
        size_t n = random >> 40 & 0x1ffff;
        char *block = malloc(n + 1);
        if (block) {
            memset(block, (int)random, n + 1);
            for (size_t k = 0; k <= n; k += 100) wrong += block[k] != (char)random;
            free(block);
        }
        volatile char *map = mmap(NULL, 300 * 4096, 3, 0x22, -1, 0);
        for (size_t k = 0; (intptr_t)map != -1 && k < 300 * 4096; k += 4096) {
            wrong += map[k] != 0;
            map[k] = 1;
        }
        if ((intptr_t)map != -1) munmap((void *)map, 300 * 4096);
        pthread_mutex_lock(&mutex);
        counter++;
        pthread_mutex_unlock(&mutex);
        pthread_t t;
        void *result = NULL;
        if (!pthread_create(&t, NULL, nothing, &t)) {
            pthread_join(t, &result);
            wrong += result != &t;
        }
    }
    __atomic_fetch_add(&mistakes, wrong, __ATOMIC_RELAXED);
    return NULL;
}

static void stress(void) {
    pthread_t t[THREADS];
    for (uintptr_t i = 0; i < THREADS; i++) pthread_create(&t[i], NULL, worker, (void *)(i + 1));
    for (int i = 0; i < THREADS; i++) pthread_join(t[i], NULL);
    say(counter == THREADS * ROUNDS && !mistakes ? "stress ok\n" : "stress wrong\n");
}

/* Faults on CPU 1, while the others hold and want every lock. */
static void *busy(void *unused) {
    for (unsigned i = 0;; i++) {
        char *block = malloc(i % 16 ? 10000 : 100000); /* a large one is given back, with its translations */
        *block = 1;
        free(block);
        say(".");
        pthread_t t;
        if (!pthread_create(&t, NULL, nothing, NULL)) pthread_join(t, NULL);
    }
    return unused;
}

static const char *fault_mode;
static void *faulty(void *unused) {
    for (;;) {
        interrupts_off();
        if (this_cpu()->id == 1) faults(fault_mode);
        interrupts_on();
        for (volatile int i = 0; i < 100; i++) continue; /* an interrupt is not taken right after `sti` */
    }
    return unused;
}

static void fault(const char *mode) {
    pthread_t t;
    fault_mode = mode;
    for (int i = 0; i < 2; i++) pthread_create(&t, NULL, busy, NULL);
    pthread_create(&t, NULL, faulty, NULL);
    pthread_join(t, NULL);
}

void several(const char *mode, const char *argument) {
    if (is(mode, "count")) say_number("cpus", machine_cpu_count());
    if (is(mode, "together")) together();
    if (is(mode, "flushes")) flushes();
    if (is(mode, "protects")) protects();
    if (is(mode, "stress")) stress();
    if (is(mode, "fault")) fault(argument);
}
