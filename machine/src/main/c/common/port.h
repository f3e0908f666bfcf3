/* What the common part asks of a port, and what a port calls. The common part (threads, locks, allocator, libc floor) knows nothing else of the machine under it.
   The contracts are those of docs on ports: every lock is taken masked; nothing slow happens under one; wakes and timers follow the unlock. */
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define NEVER UINT64_MAX
#define PAGE 4096UL

static inline uint64_t page_up(uint64_t n) { return (n + PAGE - 1) & ~(PAGE - 1); }

/* --- byte streams: the program's output and input, its error output, the host's control channel --- */
enum stream { STREAM_OUTPUT, STREAM_ERROR, STREAM_CONTROL, STREAMS };
bool port_stream_present(enum stream s);
size_t port_stream_write(enum stream s, const uint8_t *bytes, size_t n); /* masked; takes what fits now, perhaps nothing */
enum { STREAM_NONE = -1, STREAM_ENDED = -2 };
int port_stream_read(enum stream s);                                     /* masked; the next byte, or one of these */
void port_stream_listen(enum stream s, bool on);                         /* whether input interrupts, by machine_stream_input */
void port_stream_drain(enum stream s);                                   /* waits, not for ever, until all has left */

/* --- power and entropy --- */
enum end { END_EXIT, END_USAGE, END_FAULT };
_Noreturn void port_power_off(enum end why, int status);
_Noreturn void port_fault(const char *why); /* reports the state of the caller as a machine fault */
bool port_entropy(void *to, size_t length);

/* --- memory: address ranges in whole pages --- */
enum memory_use { USE_JAVA, USE_NATIVE, USE_STACK };                       /* who is refused first when frames run short: see account.h */
enum memory_access { ACCESS_NONE, ACCESS_READ, ACCESS_WRITE };
uint64_t port_memory_limit(void);                                          /* bytes that the Java heap can have at most */
uint64_t port_memory_room(bool collection);                                /* bytes that the Java heap can get now */
void port_memory_collecting(bool on);                                      /* whether a collection runs: it may have what is kept for it */
uint64_t port_memory_total(void);                                          /* bytes that can be given out at all */
uint64_t port_memory_free(void);                                           /* of these, what nobody holds and nobody was promised; a moment later it may be other */
void *port_memory_heap_range(void);                                        /* where the image heap lies at offset 0x20000 */
void *port_memory_reserve(size_t length, enum memory_use use);             /* addresses only; NULL when there are none */
bool port_memory_guard(void *at, size_t length);                           /* reserved memory: every access faults, for as long as it is reserved */
bool port_memory_commit(void *at, size_t length, enum memory_use use);     /* read-write, reads as zero, backed on first touch */
bool port_memory_protect(void *at, size_t length, enum memory_access to);  /* of committed memory; keeps the content */
bool port_memory_discard(void *at, size_t length);                         /* reserved again, frames given back */
bool port_memory_release(void *at, size_t length);                         /* the addresses too */

/* --- time --- */
uint64_t port_monotonic(void);
uint64_t port_wall_clock(void);
void port_timer_arm(uint64_t deadline); /* one shot, this CPU; then machine_timer_interrupt */

/* --- interrupts and CPUs --- */
bool port_mask(void);                   /* returns whether it was masked */
void port_unmask(void);                 /* takes a pending interrupt */
bool port_line_enable(unsigned line);
void port_line_watch(unsigned line);    /* masked; somebody waits for it: where lines are levels, it may fire once more */
unsigned port_cpu_count(void);          /* 1 to MAX_CPUS */
uint64_t port_extended_state(void);     /* which of the CPU's state components are kept over a preemption, as bits of XCR0 */
void port_cpu_wake(unsigned n);         /* sticky: the current or next port_idle of CPU n returns; no lock held */
void port_idle(uint64_t deadline);      /* masked, no lock held, on the idle context's stack */
void port_spin(void);                   /* masked, again and again while another CPU is waited for: takes a breath, and does what others wait for */
void port_cpus_stop(void);              /* the other CPUs never run again, whatever they were doing; spin_shared is false from here on */

/* --- what the port calls --- */
_Noreturn void machine_start(void);                /* memory, clock and interrupts work */
void machine_timer_interrupt(void);                /* masked, on the interrupted thread's own stack */
void machine_line_interrupt(unsigned line);        /* likewise */
void machine_stream_input(enum stream s);          /* likewise */

/* --- assembly, the same in all ports of one architecture --- */
void context_switch(void **save_sp, void *load_sp);
void thread_trampoline(void);
