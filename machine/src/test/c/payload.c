/* A program in place of Java for the boot tests: each mode shows one property of the machine layer. Compiled without the kernel's restrictions on registers. */
#include <stdarg.h>
#include "common/x86.h"
#include "payload.h"

extern int pthread_cond_wait(pthread_cond_t *, pthread_mutex_t *), pthread_cond_signal(pthread_cond_t *);
extern int pthread_cond_init(pthread_cond_t *, const void *), pthread_condattr_setclock(pthread_condattr_t *, int);
extern int pthread_cond_timedwait(pthread_cond_t *, pthread_mutex_t *, const struct timespec *);
extern int nanosleep(const struct timespec *, struct timespec *), clock_gettime(int, struct timespec *);
extern int sigaction(int, const void *, void *);
extern int cSunMiscSignal_open(void), cSunMiscSignal_awaitSemaphore(void), cSunMiscSignal_checkPendingSignal(void);
extern void *cSunMiscSignal_signalHandlerFunctionPointer(void);
extern char *getenv(const char *);

void say(const char *s) { machine_console_write(1, s, strlen(s)); }
void say_number(const char *what, uint64_t v) {
    char line[128], digits[24];
    size_t n = strlen(what), k = 0;
    memcpy(line, what, n);
    line[n++] = ' ';
    do digits[k++] = (char)('0' + v % 10);
    while (v /= 10);
    while (k) line[n++] = digits[--k];
    line[n++] = '\n';
    machine_console_write(1, line, n);
}
bool is(const char *a, const char *b) { return !strcmp(a, b); }
static void sleep_ms(int64_t ms) { nanosleep(&(struct timespec){ms / 1000, ms % 1000 * 1000000}, NULL); }

/* A small image heap, read-only at both ends, with the symbols that the image builder makes. */
__asm__(".pushsection .svm_heap, \"aw\"\n.balign 4096\n.globl __svm_heap_begin, __svm_heap_writable_begin, __svm_heap_writable_end\n"
        "__svm_heap_begin: .quad 0x1234\n.skip 8184\n__svm_heap_writable_begin: .quad 5\n.skip 4000\n__svm_heap_writable_end: .skip 8192\n.popsection");
#define HEAP ((uintptr_t)machine_heap_range() + 0x20000)

static const int constant[4] = {7};
static volatile uint64_t data[4] = {1, 2, 3, 4};
static void call(const volatile void *at) { ((void (*)(void))(uintptr_t)at)(); }

__attribute__((noinline)) static int recurse(int n) {
    volatile char room[256];
    room[n & 255] = 1;
    return recurse(n + 1) + room[n & 255];
}

static int take_all_promised(void) { /* what is left then is for stacks, which are promised nothing */
    char *at = (char *)HEAP + (1UL << 30);
    size_t n = 0;
    machine_collecting(true);
    while (mmap(at + n, 4096, 3, 0x32, -1, 0) == at + n) n += 4096;
    memset(at, 1, n);
    return 0;
}

__attribute__((noinline)) static void smash(size_t n) {
    volatile char room[16];
    for (size_t i = 0; i < n; i++) room[i] = 'x';
}

__attribute__((noinline)) bool faults(const char *mode) {
    volatile uint64_t on_stack = 0xc3c3c3c3;
    char *heap = malloc(64);
    memset(heap, 0xc3, 64);
    if (is(mode, "null")) return *(volatile int *)8;
    if (is(mode, "low")) return *(volatile int *)0xfff8;
    if (is(mode, "write-text")) return *(volatile char *)(uintptr_t)faults = 1;
    if (is(mode, "write-constant")) return *(volatile int *)(uintptr_t)constant = 1;
    if (is(mode, "write-heap-start")) return *(volatile int *)HEAP = 1;
    if (is(mode, "write-heap-end")) return *(volatile int *)(HEAP + 4 * 4096) = 1;
    if (is(mode, "execute-heap")) call(heap);
    if (is(mode, "execute-stack")) call(&on_stack);
    if (is(mode, "execute-data")) call(data);
    if (is(mode, "execute-dma")) call(memset(machine_dma_allocate(64), 0xc3, 64));
    if (is(mode, "execute-image-heap")) call((void *)(HEAP + 8192));
    if (is(mode, "reserved")) return *(volatile int *)(HEAP + (1UL << 30));
    if (is(mode, "beyond")) return *(volatile int *)0x7fffffff0000UL;
    if (is(mode, "noncanonical")) return *(volatile int *)0x8000000000000000UL;
    if (is(mode, "device")) return *(volatile int *)0xfed00000UL;
    if (is(mode, "map-code")) mmap(NULL, 4096, 7, 0x22, -1, 0);
    if (is(mode, "protect-code")) mprotect(heap - (uintptr_t)heap % 4096, 4096, 5);
    if (is(mode, "write-root-table")) return *(volatile uint64_t *)(read_cr3() & ~4095UL) = 3; /* where it lies in physical memory */
    if (is(mode, "write-below-image")) return *(volatile uint64_t *)0x100000 = 3;
    if (is(mode, "write-behind-dma")) return *(volatile uint64_t *)(machine_dma_allocate(4096) + 4096) = 3;
    if (is(mode, "divide")) __asm__ volatile("divq %0" ::"r"(data[0] - 1), "a"(1UL), "d"(0UL));
    if (is(mode, "stack")) return recurse(0);
    if (is(mode, "no-frame")) return recurse(take_all_promised());
    if (is(mode, "smash")) smash(data[3] * 16);
    if (is(mode, "panic")) machine_panic("as the program asked");
    if (is(mode, "double-free")) free(heap), free(heap);
    if (is(mode, "stack-pointer")) __asm__ volatile("mov $16, %rsp; push %rax");
    if (is(mode, "nmi")) __asm__ volatile("int $2");
    return false;
}

static pthread_mutex_t mutex;
static pthread_cond_t condition;
static volatile int turn, stop;
static volatile uint64_t spun;

static void *pong(void *unused) {
    pthread_mutex_lock(&mutex);
    for (int i = 0; i < 1000; i++) {
        while (turn != 1) pthread_cond_wait(&condition, &mutex);
        turn = 0;
        pthread_cond_signal(&condition);
    }
    pthread_mutex_unlock(&mutex);
    return unused;
}

static void ping(void) {
    pthread_t t;
    void *result = NULL;
    pthread_create(&t, NULL, pong, &turn);
    pthread_mutex_lock(&mutex);
    for (int i = 0; i < 1000; i++) {
        turn = 1;
        pthread_cond_signal(&condition);
        while (turn != 0) pthread_cond_wait(&condition, &mutex);
    }
    pthread_mutex_unlock(&mutex);
    pthread_join(t, &result);
    say(result == &turn ? "ping ok\n" : "ping wrong\n");
}

static void timed_wait(void) {
    pthread_condattr_t monotonic;
    pthread_condattr_setclock(&monotonic, 1);
    pthread_cond_t c;
    for (int real = 0; real < 2; real++) {
        pthread_cond_init(&c, real ? NULL : &monotonic);
        struct timespec t;
        clock_gettime(real ? 0 : 1, &t);
        uint64_t start = machine_monotonic();
        t.tv_nsec += 20000000;
        if (t.tv_nsec >= 1000000000) t.tv_nsec -= 1000000000, t.tv_sec++;
        pthread_mutex_lock(&mutex);
        int r = pthread_cond_timedwait(&c, &mutex, &t);
        pthread_mutex_unlock(&mutex);
        uint64_t waited = machine_monotonic() - start;
        say(r == ETIMEDOUT && waited >= 19900000 ? "timed out in time\n" : "timed out wrongly\n");
    }
}

static void *spin(void *unused) {
    while (!stop) spun++;
    return unused;
}

static void preempt(void) {
    pthread_t t;
    pthread_create(&t, NULL, spin, NULL);
    for (int i = 0; i < 5; i++) sleep_ms(2); /* the spinner never gives the CPU away */
    stop = 1;
    pthread_join(t, NULL);
    say(spun > 100 ? "preempted\n" : "the spinner did not run\n");
}

static volatile uint64_t rounds[2];

static void *go_round(void *number) {
    if (!number) say("ready\n"); /* main waits by now */
    while (!stop) rounds[(uintptr_t)number]++;
    return NULL;
}

static void slices(void) { /* whom input wakes computes until the others have got the CPU again: every thread must get slices */
    pthread_t t[2];
    char byte;
    for (uintptr_t i = 0; i < 2; i++) pthread_create(&t[i], NULL, go_round, (void *)i);
    machine_console_read(&byte, 1);
    uint64_t seen[2] = {rounds[0], rounds[1]};
    while (rounds[0] == seen[0] || rounds[1] == seen[1]);
    stop = 1;
    for (int i = 0; i < 2; i++) pthread_join(t[i], NULL);
    say("all ran\n");
}

static volatile unsigned bytes;

static void *count_bytes(void *unused) {
    for (char byte; machine_console_read(&byte, 1) == 1;) bytes++;
    return unused;
}

static void naps(void) { /* between naps until a byte of input comes, then computes until the next one: somebody must look for it */
    pthread_t t;
    pthread_create(&t, NULL, count_bytes, NULL);
    for (unsigned round = 1; round < 40; round += 2) {
        say("naps\n");
        while (bytes < round) {
            nanosleep(&(struct timespec){0, 200000}, NULL);
            for (uint64_t end = machine_monotonic() + 100000; machine_monotonic() < end;);
        }
        say("computes\n");
        while (bytes == round);
    }
}

static void *vectors(void *seed) { /* extended state must survive preemption */
    double x = (double)(uintptr_t)seed, bad = 0;
    while (!stop) {
        double a = x * 1.5, b = x * 2.5, c = x * 3.5;
        for (int i = 0; i < 1000; i++) __asm__ volatile("" : "+x"(a), "+x"(b), "+x"(c));
        if (a + b + c != x * 7.5) bad++;
    }
    return (void *)(uintptr_t)bad;
}

static void extended_state(void) {
    pthread_t t[4];
    uintptr_t bad = 0;
    for (uintptr_t i = 0; i < 4; i++) pthread_create(&t[i], NULL, vectors, (void *)(i * 2 + 2));
    sleep_ms(100);
    stop = 1;
    for (int i = 0; i < 4; i++) {
        void *r;
        pthread_join(t[i], &r);
        bad += (uintptr_t)r;
    }
    say(bad ? "registers were mixed up\n" : "registers ok\n");
}

static void *wait_for_stop(void *unused) {
    pthread_mutex_lock(&mutex);
    while (!stop) pthread_cond_wait(&condition, &mutex), pthread_cond_signal(&condition);
    pthread_mutex_unlock(&mutex);
    return unused;
}

static void threads(void) { /* until there is no memory, twice: all of it must come back */
    static pthread_t t[20000];
    for (int round = 0; round < 2; round++) {
        int n = 0;
        stop = 0;
        while (n < 20000 && !pthread_create(&t[n], NULL, wait_for_stop, NULL)) n++;
        say_number("threads", (uint64_t)n);
        void *still = malloc(5000);
        say(still ? "malloc still works\n" : "malloc fails\n");
        pthread_mutex_lock(&mutex);
        stop = 1;
        pthread_cond_signal(&condition);
        pthread_mutex_unlock(&mutex);
        for (int i = 0; i < n; i++) pthread_join(t[i], NULL);
    }
}

static void memory(void) { /* commits until refused, touches everything */
    char *range = mmap(NULL, 1UL << 35, 0, 0x22, -1, 0);
    say(range == machine_heap_range() ? "heap range ok\n" : "heap range wrong\n");
    for (int round = 0; round < 2; round++) {
        size_t n = 0, step = 1 << 18;
        char *at = range + (1 << 30);
        while (mmap(at + n, step, 3, 0x32, -1, 0) == at + n) n += step;
        say_number("committed percent", n * 100 / machine_memory());
        machine_collecting(true);
        size_t before = n;
        while (mmap(at + n, step, 3, 0x32, -1, 0) == at + n) n += step;
        machine_collecting(false);
        say_number("for a collection percent", (n - before) * 100 / before);
        for (size_t i = 0; i < n; i += 4096) {
            if (at[i]) say("not zero\n");
            at[i] = 1;
        }
        mmap(at, n, 0, 0x32, -1, 0);
    }
    char *p = mmap(NULL, 8192, 3, 0x22, -1, 0);
    p[0] = 5;
    int r = mprotect(p, 8192, 0) | mprotect(p, 8192, 1);
    say(r == 0 && p[0] == 5 && mprotect((void *)HEAP, 4096, 3) && !mprotect(p, 8192, 3) ? "protect ok\n" : "protect wrong\n");
    p[1] = 1;
    say(munmap(p, 8192) == 0 && munmap((void *)HEAP, 4096) ? "unmap ok\n" : "unmap wrong\n");
}

static void signals(void) {
    uint64_t action[19] = {(uint64_t)cSunMiscSignal_signalHandlerFunctionPointer()};
    cSunMiscSignal_open();
    sigaction(15, action, NULL);
    say("ready\n");
    int got = -1;
    while (got < 0) {
        cSunMiscSignal_awaitSemaphore();
        got = cSunMiscSignal_checkPendingSignal();
    }
    say_number("signal", (uint64_t)got);
}

void morgana_dump_threads(void *isolate) { /* in the place of Java's list of threads */
    say(isolate == machine_heap_range() ? "[threads]\n" : "[no threads]\n");
}

static void echo(void) {
    char byte;
    do {
        machine_console_read(&byte, 1);
        machine_console_write(1, &byte, 1);
    } while (byte != '\n');
}

static void count_input(void) { /* reads slowly: nothing may be lost */
    uint64_t n = 0;
    char bytes[100];
    for (;;) {
        long got = machine_console_read(bytes, sizeof bytes);
        n += (uint64_t)got;
        if (bytes[got - 1] == '\n') break;
        sleep_ms(1);
    }
    say_number("bytes", n);
}

static void devices(void) {
    struct machine_device d;
    for (unsigned i = 0; machine_device(i, &d); i++) {
        say_number("device", d.device_id);
        say_number(" version", d.version);
        say_number(" slot", (d.address - 0xfeb00000) / 512);
        say_number(" line", d.line);
        say(machine_line_enable(d.line) ? " enabled\n" : " no such line\n");
    }
    uint64_t before = machine_monotonic();
    say(machine_line_wait(40, 0, 5000000) == 0 && machine_monotonic() - before >= 5000000 ? "line wait times out\n" : "line wait wrong\n");
    machine_line_wake(40);
    say(machine_line_wait(40, 0, UINT64_MAX) == 1 ? "line wake ok\n" : "line wake wrong\n");
}

static void dma(void) {
    bool ok = true;
    for (size_t n = 1; n < 200000; n = n * 3 + 1) {
        char *p = machine_dma_allocate(n);
        ok &= p && (uintptr_t)p % (n < 64 ? 64 : n > 2048 ? 4096 : 64) == 0;
        for (size_t i = 0; ok && i < n; i++) ok &= !p[i];
        if (p) memset(p, 0xff, n);
    }
    ok &= !machine_dma_allocate(0) && !machine_dma_allocate(1UL << 39) && !machine_dma_allocate(SIZE_MAX);
    say(ok ? "dma ok\n" : "dma wrong\n");
}

/* A driver of a few lines for virtio-rng: device memory, a real interrupt, the line's count. Virtio 1.2, 4.2.2 (registers) and 2.7 (split queue). */
static void random_device(void) {
    struct machine_device d;
    unsigned i = 0;
    do
        if (!machine_device(i++, &d)) return;
    while (d.device_id != 4);
    volatile uint32_t *r = (volatile uint32_t *)d.address;
    uint64_t ring = (uint64_t)machine_dma_allocate(4096), buffer = (uint64_t)machine_dma_allocate(64);
    r[0x70 / 4] = 0, r[0x70 / 4] = 3; /* reset; acknowledge, driver */
    r[0x24 / 4] = 1, r[0x20 / 4] = 1; /* VERSION_1 */
    r[0x70 / 4] = 11;
    r[0x30 / 4] = 0, r[0x38 / 4] = 8;
    r[0x80 / 4] = (uint32_t)ring, r[0x84 / 4] = ring >> 32, r[0x90 / 4] = (uint32_t)ring + 0x200, r[0x94 / 4] = ring >> 32, r[0xa0 / 4] = (uint32_t)ring + 0x400, r[0xa4 / 4] = ring >> 32;
    r[0x44 / 4] = 1;
    say(machine_line_enable(d.line) ? "" : "no line\n");
    r[0x70 / 4] = 15;
    uint64_t seen = 0, sum = 0;
    for (uint16_t n = 1; n <= 100; n++) {
        *(volatile uint64_t *)ring = buffer;
        *(volatile uint32_t *)(ring + 8) = 64;
        *(volatile uint16_t *)(ring + 12) = 2; /* the device writes */
        *(volatile uint16_t *)(ring + 0x202) = n;
        r[0x50 / 4] = 0;
        while (*(volatile uint16_t *)(ring + 0x402) != n) seen = machine_line_wait(d.line, seen, 2000000000);
        r[0x64 / 4] = r[0x60 / 4];
        sum += *(volatile uint64_t *)buffer != 0;
    }
    say_number("interrupts enough", machine_line_wait(d.line, ~0UL, 0) >= 90);
    say_number("random", sum);
}

static bool report_faults;
void morgana_print_java_stack(void *ip, void *sp) { /* in the place of Java's part of a fault report */
    char *fresh = malloc(100000);
    fresh[50000] = 1; /* demand paging goes on */
    say(ip && sp ? "[java stack]\n" : "[no java stack]\n");
    if (report_faults) *(volatile int *)0x10 = 1;
}

static void *deep(void *unused) { /* a stack that is really used */
    char room[900000];
    memset(room, 1, sizeof room);
    sleep_ms(1000000);
    return unused;
}

static void clocks(void) {
    uint64_t a = machine_monotonic(), wall = machine_wall_clock();
    sleep_ms(30);
    uint64_t passed = machine_monotonic() - a, wall_passed = machine_wall_clock() - wall;
    say(passed >= 30000000 && wall_passed >= 30000000 ? "clock ok\n" : "clock wrong\n");
    say_number("wall", wall / 1000000000);
    uint64_t random[2] = {0, 0};
    say(machine_entropy(random, 16) && random[0] != random[1] ? "entropy ok\n" : "no entropy\n");
    say_number("memory", machine_memory() >> 10);
}

static void registers(void) {
    uint64_t cr0, cr4;
    __asm__("mov %%cr0, %0; mov %%cr4, %1" : "=r"(cr0), "=r"(cr4));
    say_number("WP", cr0 >> 16 & 1);
    say_number("UMIP", cr4 >> 11 & 1);
    say_number("SMEP", cr4 >> 20 & 1);
    say_number("SMAP", cr4 >> 21 & 1);
}

static void hold(void) { /* some of everything is mapped and touched */
    memset(malloc(300000), 1, 300000);
    memset(machine_dma_allocate(20000), 1, 20000);
    struct machine_device d;
    machine_device(0, &d);
    pthread_t t;
    pthread_create(&t, NULL, wait_for_stop, NULL);
    say("ready\n");
    for (;;) sleep_ms(1000);
}

int main(int n, char **arguments) {
    const char *mode = n > 1 ? arguments[1] : "";
    if (is(mode, "arguments")) {
        for (int i = 1; i < n; i++) say("["), say(arguments[i]), say("]\n");
        for (unsigned i = 0; i < machine_boot_tokens(); i++) say("<"), say(machine_boot_token(i)), say(">\n");
        if (getenv("WHO")) say(getenv("WHO")), say("\n");
    }
    if (is(mode, "cpus")) several(arguments[2], arguments[3]);
    if (is(mode, "fault")) faults(arguments[2]);
    if (is(mode, "fault-twice")) report_faults = true, faults("null");
    if (is(mode, "deep")) for (pthread_t t; !pthread_create(&t, NULL, deep, NULL);) sleep_ms(1);
    if (is(mode, "random")) random_device();
    if (is(mode, "ping")) ping();
    if (is(mode, "timed")) timed_wait();
    if (is(mode, "preempt")) preempt();
    if (is(mode, "slices")) slices();
    if (is(mode, "compute")) for (;;);
    if (is(mode, "naps")) naps();
    if (is(mode, "state")) extended_state();
    if (is(mode, "threads")) threads();
    if (is(mode, "memory")) memory();
    if (is(mode, "signals")) signals();
    if (is(mode, "echo")) echo();
    if (is(mode, "count")) count_input();
    if (is(mode, "devices")) devices();
    if (is(mode, "dma")) dma();
    if (is(mode, "clocks")) clocks();
    if (is(mode, "registers")) registers();
    if (is(mode, "hold")) hold();
    if (is(mode, "usage")) machine_usage("net.ipv4: not an address");
    if (is(mode, "both")) machine_console_write(1, "to out\n", 7), machine_console_write(2, "to err\n", 7);
    return is(mode, "status") ? arguments[2][0] == '1' ? 200 : 42 : 0;
}
