#include "cpus.h"
#include "../common/libc.h"
#include "../common/spin.h"
#include "../common/thread.h"
#include "../common/x86.h"
#include "cpu.h"
#include "interrupts.h"
#include "layout.h"
#include "space.h"

enum { GS_BASE = 0xc0000101, ALL_CPUS = 255, FLUSH_ALL = 32 }; /* FLUSH_ALL: from so many pages on, emptying the whole buffer is cheaper */
enum { START_AGAIN = 10000000, START_PATIENCE = 2000000000, STOP_PATIENCE = 100000000 }; /* ns */

/* What CPUs read of each other. */
static struct state {
    uint32_t apic;    /* id of its interrupt controller */
    uint32_t flushed; /* the last generation that it has flushed */
    bool halted, woken;
} states[MAX_CPUS];
static unsigned count = 1;
static uint32_t running = 1;      /* as bits */
static uint32_t found[MAX_CPUS];  /* the interrupt controllers of the CPUs that are to be started; who comes first gets the lowest number */
static struct cpu *stopper;  /* it wants all others to stand still */

/* The flush that was asked for last: under the lock, which is held until all that run have answered. */
static struct spin flush_lock;
static uint64_t flush_start, flush_end;
static uint32_t generation;

#define OTHERS(i) for (unsigned i = 0; i < MAX_CPUS; i++) if (running & ~(1u << this_cpu()->id) & 1u << i)

/* --- start --- */

extern char cpu_trampoline[], cpu_trampoline_end[];
extern uint32_t cpu_root;
extern uint64_t cpu_stacks[];

void cpus_enter(unsigned n) {
    scheduler_cpu_init(n);
    wrmsr(GS_BASE, (uint64_t)&cpus[n]);
}

unsigned port_cpu_count(void) { return count; }

void cpus_find(const struct madt *m) {
    for (unsigned i = 0; i < m->cpus && count < MAX_CPUS; i++)
        if (m->cpu[i] != cpuid(1, 0).b >> 24 && m->cpu[i] < ALL_CPUS) found[count++] = m->cpu[i];
    if (count > 1) memcpy((void *)TRAMPOLINE, cpu_trampoline, (size_t)(cpu_trampoline_end - cpu_trampoline));
}

static void send_all(uint32_t command) {
    for (unsigned i = 1; i < count; i++) lapic_send(found[i], command);
}

/* Intel's manual (volume 3, "MP initialization protocol") has a second start message, for CPUs that miss the first; others ignore it. Who does not come is not
   counted. */
void cpus_start(void) {
    if (count == 1) return;
    for (unsigned i = 1; i < count; i++) {
        interrupts_prepare(i);
        cpu_stacks[i] = space_stack(IDLE_STACK);
    }
    cpu_root = (uint32_t)space_root();
    states[0].apic = lapic_id();
    spin_shared = true;
    send_all(LAPIC_INIT);
    send_all(LAPIC_START | TRAMPOLINE / PAGE);
    uint64_t now = port_monotonic(), again = now + START_AGAIN, end = now + START_PATIENCE;
    for (; __atomic_load_n(&running, __ATOMIC_SEQ_CST) != (1U << count) - 1 && now < end; now = port_monotonic()) {
        if (now > again) {
            send_all(LAPIC_START | TRAMPOLINE / PAGE);
            again = end;
        }
        port_spin();
    }
    count = (unsigned)__builtin_ctz(~running);
}

/* Called by boot.S on a started CPU, on its idle stack. Nobody has told it of flushes so far. */
_Noreturn void cpu_begin(unsigned n);
_Noreturn void cpu_begin(unsigned n) {
    cpus_enter(n);
    interrupts_enter(n);
    cpu_enter();
    lapic_enter();
    states[n].apic = lapic_id();
    __atomic_fetch_or(&running, 1u << n, __ATOMIC_SEQ_CST);
    write_cr3(read_cr3());
    cpus_obey();
    scheduler_start();
}

/* --- idle --- */

void port_cpu_wake(unsigned n) {
    __atomic_store_n(&states[n].woken, true, __ATOMIC_SEQ_CST);
    if (__atomic_load_n(&states[n].halted, __ATOMIC_SEQ_CST)) lapic_send(states[n].apic, VECTOR_WAKE);
}

/* An interrupt that arrives after the last look at the run queue is taken after `sti`, whose effect begins one instruction later: `hlt` cannot miss it. */
void port_idle(uint64_t deadline) {
    struct state *s = &states[this_cpu()->id];
    if (deadline != NEVER) port_timer_arm(deadline);
    __atomic_store_n(&s->halted, true, __ATOMIC_SEQ_CST);
    if (!__atomic_load_n(&s->woken, __ATOMIC_SEQ_CST)) __asm__ volatile("sti; hlt; cli" ::: "memory");
    cpus_awake();
    s->woken = false;
}

/* A halted CPU is not woken for a flush: it touches nothing but its stack and static data before it comes here. It says first that it is awake and then looks for
   what it missed; who flushes counts first and then looks who is awake: one of the two sees the other. */
void cpus_awake(void) {
    struct state *s = &states[this_cpu()->id];
    if (!s->halted) return;
    __atomic_store_n(&s->halted, false, __ATOMIC_SEQ_CST);
    uint32_t now = __atomic_load_n(&generation, __ATOMIC_SEQ_CST);
    if (s->flushed == now) return;
    write_cr3(read_cr3());
    __atomic_store_n(&s->flushed, now, __ATOMIC_SEQ_CST);
}

/* --- what one CPU asks of the others --- */

static void flush_here(uint64_t start, uint64_t end) {
    if (end - start > FLUSH_ALL * PAGE) {
        write_cr3(read_cr3());
        return;
    }
    for (; start < end; start += PAGE) invlpg(start);
}

void cpus_obey(void) {
    struct state *s = &states[this_cpu()->id];
    if (stopper && stopper != this_cpu()) {
        __atomic_fetch_and(&running, ~(1u << this_cpu()->id), __ATOMIC_SEQ_CST);
        for (;;) __asm__ volatile("cli; hlt");
    }
    uint32_t now = __atomic_load_n(&generation, __ATOMIC_SEQ_CST);
    if (s->flushed == now) return;
    flush_here(flush_start, flush_end);
    __atomic_store_n(&s->flushed, now, __ATOMIC_SEQ_CST);
}

void port_spin(void) {
    __builtin_ia32_pause();
    cpus_obey();
}

void cpus_flush(uint64_t start, uint64_t end) {
    if (!spin_shared) {
        flush_here(start, end);
        return;
    }
    bool masked = port_mask();
    spin_take(&flush_lock);
    flush_start = start;
    flush_end = end;
    uint32_t now = __atomic_add_fetch(&generation, 1, __ATOMIC_SEQ_CST);
    states[this_cpu()->id].flushed = now;
    OTHERS(i) if (!__atomic_load_n(&states[i].halted, __ATOMIC_SEQ_CST)) lapic_send(states[i].apic, VECTOR_FLUSH);
    flush_here(start, end);
    OTHERS(i) while (__atomic_load_n(&states[i].flushed, __ATOMIC_SEQ_CST) != now && !__atomic_load_n(&states[i].halted, __ATOMIC_SEQ_CST)) port_spin();
    spin_give(&flush_lock);
    if (!masked) port_unmask();
}

/* By the interrupt that cannot be masked: the others may wait for something that this CPU holds. */
void port_cpus_stop(void) {
    if (!spin_shared) return;
    __atomic_store_n(&stopper, this_cpu(), __ATOMIC_SEQ_CST);
    OTHERS(i) lapic_send(states[i].apic, LAPIC_NMI);
    uint64_t end = port_monotonic() + STOP_PATIENCE;
    while (__atomic_load_n(&running, __ATOMIC_SEQ_CST) & (running - 1) && port_monotonic() < end) __builtin_ia32_pause();
    spin_shared = false;
}
