/* The part of Linux's interface on x86-64 that this port uses. No header of a C library: a machine that builds images may have none. */
#pragma once
#include <stddef.h>
#include <stdint.h>

enum {
    SYS_READ = 0,
    SYS_WRITE = 1,
    SYS_OPEN = 2,
    SYS_CLOSE = 3,
    SYS_MMAP = 9,
    SYS_MPROTECT = 10,
    SYS_RT_SIGACTION = 13,
    SYS_RT_SIGRETURN = 15,
    SYS_IOCTL = 16,
    SYS_SOCKET = 41,
    SYS_CONNECT = 42,
    SYS_FCNTL = 72,
    SYS_SIGALTSTACK = 131,
    SYS_PRCTL = 157,
    SYS_ARCH_PRCTL = 158,
    SYS_TIMER_CREATE = 222,
    SYS_TIMER_SETTIME = 223,
    SYS_CLOCK_GETTIME = 228,
    SYS_EXIT_GROUP = 231,
    SYS_PPOLL = 271,
    SYS_GETRANDOM = 318,
};

enum { LINUX_EINTR = 4, LINUX_EAGAIN = 11, LINUX_EPIPE = 32, LINUX_ERRORS = 4095 };

/* The kernel destroys rcx and r11, and may read and write memory. Negative results down to -LINUX_ERRORS are error numbers. */
static inline long system_call6(long number, long a, long b, long c, long d, long e, long f) {
    register long r10 __asm__("r10") = d, r8 __asm__("r8") = e, r9 __asm__("r9") = f;
    __asm__ volatile("syscall" : "+a"(number) : "D"(a), "S"(b), "d"(c), "r"(r10), "r"(r8), "r"(r9) : "rcx", "r11", "memory");
    return number;
}
#define SYSTEM_CALL_(n, a, b, c, d, e, f, ...) system_call6(n, (long)(a), (long)(b), (long)(c), (long)(d), (long)(e), (long)(f))
#define system_call(...) SYSTEM_CALL_(__VA_ARGS__, 0, 0, 0, 0, 0, 0, 0)

enum { PROT_NONE = 0, PROT_READ = 1, PROT_WRITE = 2 };
enum { MAP_PRIVATE = 2, MAP_ANONYMOUS = 0x20, MAP_NORESERVE = 0x4000, MAP_FIXED_NOREPLACE = 0x100000 };

struct pollfd {
    int fd;
    int16_t events, revents;
};
enum { POLLIN = 1, POLLOUT = 4, POLLERR = 8, POLLHUP = 16 };

struct kernel_timespec {
    int64_t seconds, nanoseconds;
};

enum { CLOCK_WALL = 0, CLOCK_STEADY = 1, TIMER_ABSTIME = 1 };

enum { SIGHUP = 1, SIGINT = 2, SIGQUIT = 3, SIGILL = 4, SIGBUS = 7, SIGFPE = 8, SIGSEGV = 11, SIGPIPE = 13, SIGALRM = 14, SIGTERM = 15, SIGVTALRM = 26, SIGSYS = 31 };
enum { SIG_IGNORED = 1, SA_SIGINFO = 4, SA_RESTORER = 0x04000000, SA_ONSTACK = 0x08000000, SA_RESTART = 0x10000000, SA_NODEFER = 0x40000000 };

struct kernel_action {
    void *handler;
    uint64_t flags;
    void *restorer;
    uint64_t mask;
};

struct kernel_stack {
    void *start;
    int flags;
    size_t length;
};

/* siginfo_t, as far as faults and forbidden calls fill it. */
struct signal_information {
    int number, error, code, padding;
    uint64_t address; /* SIGSYS: of the instruction after the call */
    int system_call;
    unsigned architecture;
};

/* ucontext_t up to the registers. */
struct signal_context {
    uint64_t flags;
    void *link;
    struct kernel_stack stack;
    uint64_t r8, r9, r10, r11, r12, r13, r14, r15, rdi, rsi, rbp, rbx, rdx, rax, rcx, rsp, rip, eflags, segments, error, trap, mask, cr2;
};
