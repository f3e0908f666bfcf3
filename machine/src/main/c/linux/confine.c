/* The sandbox: a filter in the kernel (seccomp) through which only the calls below pass, with the arguments that stand here. Any other call is not carried out, and ends
   the process with a report. The list in words is part of the image, for `morgana inspect`. */
#include "../common/end.h"
#include "../common/port.h"
#include "linux.h"
#include "system.h"

enum { NO_NEW_PRIVILEGES = 38, SET_SECCOMP = 22, MODE_FILTER = 2, X86_64 = 0xc000003e };
enum { LOAD = 0x20, EQUAL = 0x15, RETURN = 0x06 }; /* BPF: load a word, jump if equal, return */
#define ALLOW 0x7fff0000U
#define REPORT 0x00030000U /* SIGSYS instead of the call */

struct instruction {
    uint16_t code;
    uint8_t if_true, if_false;
    uint32_t value;
};
enum { NUMBER = 0, ARCHITECTURE = 4, ARGUMENTS = 16, MOST = 96 };

static struct instruction program[MOST];
static uint16_t length;

static void step(uint16_t code, uint8_t if_true, uint8_t if_false, uint32_t value) {
    if (length == MOST) machine_refuse("the filter of system calls is too long");
    program[length++] = (struct instruction){code, if_true, if_false, value};
}

/* With `argument` >= 0 its low half must be one of the values (a descriptor and a protection have no more that counts); values of -1 are left out. */
static void allow(uint32_t number, int argument, const int *values, unsigned count) {
    uint16_t start = length;
    step(EQUAL, 0, 0, number);
    if (argument >= 0) step(LOAD, 0, 0, ARGUMENTS + 8 * (uint32_t)argument);
    for (unsigned i = 0; i < count; i++) {
        if (argument < 0 || values[i] < 0) continue;
        step(EQUAL, 0, 1, (uint32_t)values[i]);
        step(RETURN, 0, 0, ALLOW);
    }
    step(RETURN, 0, 0, argument < 0 ? ALLOW : REPORT);
    program[start].if_false = (uint8_t)(length - start - 1);
}

/* X(number, argument that is checked or -1, its values, in words) */
#define CALLS(X) \
    X(SYS_READ, 0, (0, stream_fd[STREAM_CONTROL], network_fd), "read from descriptor 0, the control channel's and the network's") \
    X(SYS_WRITE, 0, (1, 2, stream_fd[STREAM_CONTROL], network_fd), "write to descriptors 1, 2, the control channel's and the network's") \
    X(SYS_PPOLL, -1, (0), "ppoll") \
    X(SYS_TIMER_SETTIME, -1, (0), "timer_settime") \
    X(SYS_RT_SIGRETURN, -1, (0), "rt_sigreturn") \
    X(SYS_EXIT_GROUP, -1, (0), "exit_group") \
    X(SYS_MPROTECT, 2, (PROT_NONE), "mprotect to no access at all")

#define IN_WORDS(number, argument, values, words) words "\n"
static const char calls_in_words[] __attribute__((used, section(".morgana.calls"))) = CALLS(IN_WORDS) "clock_gettime, only where the kernel's clock cannot be read without\n";

#define LIST(...) ((const int[]){__VA_ARGS__})
#define RULE(number, argument, values, words) allow(number, argument, LIST values, sizeof LIST values / sizeof(int));

void confine(void) {
    step(LOAD, 0, 0, ARCHITECTURE);
    step(EQUAL, 1, 0, X86_64);
    step(RETURN, 0, 0, REPORT);
    step(LOAD, 0, 0, NUMBER);
    CALLS(RULE)
    if (clock_calls_kernel) allow(SYS_CLOCK_GETTIME, -1, NULL, 0);
    step(RETURN, 0, 0, REPORT);
    struct {
        uint16_t length;
        const struct instruction *program;
    } filter = {length, program};
    if (system_call(SYS_PRCTL, NO_NEW_PRIVILEGES, 1, 0, 0, 0) || system_call(SYS_PRCTL, SET_SECCOMP, MODE_FILTER, &filter)) machine_refuse("the kernel gives no filter of system calls (seccomp)");
}
