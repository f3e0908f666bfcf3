/* The part of the Linux C library's binary interface that the Native Image runtime relies on. Its object was compiled against glibc's headers, so numbers and
   layouts are glibc's on x86-64; nothing here needs a C library's headers, because a machine that builds images may have none. */
#pragma once
#include <stddef.h>
#include <stdint.h>

enum { ENOENT = 2, EBADF = 9, EAGAIN = 11, ENOMEM = 12, EACCES = 13, EBUSY = 16, ENODEV = 19, EINVAL = 22, ENOSYS = 38, ETIMEDOUT = 110 };

struct timespec {
    int64_t tv_sec, tv_nsec;
};
int nanosleep(const struct timespec *t, struct timespec *left);
enum { CLOCK_REALTIME = 0, CLOCK_REALTIME_COARSE = 5 };

typedef union {
    char size[40];
    long align;
} pthread_mutex_t;
typedef union {
    char size[48];
    long align;
} pthread_cond_t;
typedef union {
    char size[56];
    long align;
} pthread_attr_t;
typedef union {
    char size[4];
    int align;
} pthread_condattr_t;
typedef uintptr_t pthread_t;
typedef unsigned pthread_key_t;

#define errno (*__errno_location())
int *__errno_location(void);

void *memcpy(void *to, const void *from, size_t n);
void *memmove(void *to, const void *from, size_t n);
void *memset(void *to, int byte, size_t n);
int memcmp(const void *a, const void *b, size_t n);
size_t strlen(const char *s);
int strcmp(const char *a, const char *b);
int strncmp(const char *a, const char *b, size_t n);
int isdigit(int c);

void *malloc(size_t n);
void *calloc(size_t count, size_t size);
void *realloc(void *block, size_t n);
void free(void *block);
_Noreturn void abort(void);
