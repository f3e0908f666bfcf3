/* The first C code of the process: from what the kernel put on the stack to the common part. Words of the command line that begin with `machine.` are this port's. */
#include "../common/boot.h"
#include "../common/end.h"
#include "../common/libc.h"
#include "../common/port.h"
#include "../common/thread.h"
#include "../common/x86.h"
#include "../machine.h"
#include "linux.h"
#include "system.h"

enum { AT_RANDOM = 25, AT_VDSO = 33, SET_GS = 0x1001 };
#define MEMORY_DEFAULT (64UL << 20)

extern uintptr_t __stack_chk_guard;

/* No low byte: no string can write it. Has no protected stack itself. */
__attribute__((optimize("no-stack-protector"))) static void seed_stack_guard(const uint64_t *random) { __stack_chk_guard = random ? random[1] << 8 : 0x6d6f7267616e6100; }

static struct {
    uint64_t memory;
    const char *network, *address;
} options = {MEMORY_DEFAULT, NULL, NULL};

static uint64_t number(const char **text) {
    uint64_t n = 0;
    for (; isdigit(**text) && n < 1UL << 40; (*text)++) n = n * 10 + (uint64_t)(**text - '0');
    return n;
}

static uint64_t size(const char *text) {
    uint64_t n = number(&text);
    char unit = *text ? *text++ : 0;
    if (*text) machine_usage("machine.memory= must read like 64M");
    switch (unit | 0x20) {
    case ' ': return n;
    case 'k': return n << 10;
    case 'm': return n << 20;
    case 'g': return n << 30;
    default: machine_usage("machine.memory= must read like 64M");
    }
}

static const char *value(const char *word, const char *key) {
    size_t n = strlen(key);
    return strncmp(word, key, n) ? NULL : word + n;
}

/* Whether the word was an option of this port's. */
static bool option(const char *word) {
    const char *v;
    if ((v = value(word, "machine.memory=")))
        options.memory = size(v);
    else if ((v = value(word, "machine.net=")))
        options.network = v;
    else if ((v = value(word, "machine.mac=")))
        options.address = v;
    else if ((v = value(word, "machine.control=")))
        stream_fd[STREAM_CONTROL] = socket_connect(v);
    else
        return false;
    return true;
}

static void read_words(char **words) {
    bool arguments = false;
    for (; *words; words++) {
        if (!arguments && !strcmp(*words, "--"))
            arguments = true;
        else if (arguments || !option(*words))
            boot_word(*words, arguments);
    }
}

_Noreturn void linux_start(uint64_t *stack);
__attribute__((optimize("no-stack-protector"))) _Noreturn void linux_start(uint64_t *stack) {
    char **words = (char **)(stack + 2);
    uint64_t *auxiliary = stack + 1 + *stack + 1;
    const void *vdso = NULL, *random = NULL;
    while (*auxiliary) auxiliary++;
    for (auxiliary++; *auxiliary; auxiliary += 2) {
        if (auxiliary[0] == AT_RANDOM) random = (void *)auxiliary[1];
        if (auxiliary[0] == AT_VDSO) vdso = (void *)auxiliary[1];
    }
    seed_stack_guard(random);
    scheduler_cpu_init(0);
    system_call(SYS_ARCH_PRCTL, SET_GS, &cpus[0]);
    clock_start(vdso);
    faults_start();
    if (*stack) read_words(words);
    entropy_start(random);
    memory_start(options.memory);
    signals_start();
    network_start(options.network, options.address);
    if (stream_fd[STREAM_CONTROL] >= 0) waited_set(WAITED_CONTROL, stream_fd[STREAM_CONTROL], POLLIN);
    confine();
    port_memory_limit();
    machine_start();
}

/* The kernel saves and restores everything that it has switched on. */
uint64_t port_extended_state(void) {
    if (!(cpuid(1, 0).c & 1 << 27)) return 3;
    uint32_t a, d;
    __asm__ volatile("xgetbv" : "=a"(a), "=d"(d) : "c"(0));
    return (uint64_t)d << 32 | a;
}

/* There is no virtio here. */
bool machine_device(unsigned index, struct machine_device *out) {
    (void)index, (void)out;
    return false;
}

void *machine_pci_function(unsigned index) {
    (void)index;
    return NULL;
}

bool machine_map_device(uint64_t address, uint64_t size) {
    (void)address, (void)size;
    return false;
}

bool machine_message(struct machine_message *out) {
    (void)out;
    return false;
}
