/* What the parts of the test program share. */
#pragma once
#include "common/libc.h"
#include "machine.h"

extern int pthread_create(pthread_t *, const void *, void *(*)(void *), void *);
extern int pthread_join(pthread_t, void **);
extern int pthread_mutex_lock(pthread_mutex_t *), pthread_mutex_unlock(pthread_mutex_t *);
extern void *mmap(void *, size_t, int, int, int, int64_t);
extern int munmap(void *, size_t), mprotect(void *, size_t, int);

void say(const char *s);
void say_number(const char *what, uint64_t v);
bool is(const char *a, const char *b);
bool faults(const char *mode);                       /* does not return when it does what the mode says */
void several(const char *mode, const char *argument);   /* payload_cpus.c */
