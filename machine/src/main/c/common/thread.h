/* Threads and the scheduler, as the other common files see them. */
#pragma once
#include "cpu.h"
#include "deadlines.h"
#include "port.h"
#include "queue.h"

struct thread {
    struct link link;         /* in a run queue, in `waiting`, or among the spare stacks */
    struct queue *waiting;    /* NULL when it waits for time only or is not blocked */
    struct deadline deadline;
    void *sp;                 /* while it does not run */
    uint64_t used;            /* CPU time of the current slice */
    bool urgent, timed_out, finished, detached;
    int id, error;
    void *result;
    void *(*run)(void *);
    void *argument;
    struct queue joiners;
    char *stack;              /* above the guard pages */
    size_t stack_size;
    char name[32];
};

/* Every use of the scheduler's data stands between these two. */
bool scheduler_enter(void);          /* masks and locks; returns what scheduler_leave wants */
void scheduler_leave(bool masked);   /* unlocks, then arms the timer and wakes CPUs, then unmasks */

/* All of these need the lock. scheduler_block and scheduler_switch may return on another CPU. */
bool scheduler_block(struct queue *q, uint64_t deadline); /* q may be NULL; true when the deadline passed */
void scheduler_switch(void);                              /* gives the CPU to the next thread; the caller has queued the current one */
void scheduler_ready(struct thread *t, bool urgent);      /* urgent: woken by an interrupt, runs before the others */
void scheduler_wake_one(struct queue *q);
void scheduler_wake_all(struct queue *q, bool urgent);
void scheduler_hurry(void);                               /* the current slice ends soon: an urgent thread waits */
void scheduler_preempt(void);                             /* end of an interrupt: switches if the slice is over or an urgent thread waits */

_Noreturn void scheduler_start(void);                     /* this CPU's boot context becomes its idle context */
void scheduler_cpu_init(unsigned id);

struct thread *thread_make(void *(*run)(void *), void *argument, size_t stack_size, bool detached);
void thread_start(struct thread *t);
bool thread_trim(void);                                   /* gives back one spare stack beyond those worth keeping; no lock held */
const char *thread_name(const struct thread *t);
