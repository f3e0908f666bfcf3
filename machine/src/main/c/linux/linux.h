/* What the parts of this port know of each other. Everything named *_start runs before the process confines itself. */
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Filled in by link.ld as data, since the image heap's addresses are out of the reach of this code model's symbols. */
struct layout {
    uint64_t text, text_end, constants, constants_end, data, data_end, heap, heap_writable, heap_writable_end, heap_end;
};
extern const struct layout image_layout;

#define HEAP_RANGE 0x100000000000UL
#define HEAP_RANGE_END (HEAP_RANGE + (33UL << 30)) /* SVM reserves 32 GB */

void clock_start(const void *vdso);
extern uint64_t clock_origin;    /* the kernel's steady clock at the start: what port_monotonic counts from */
extern bool clock_calls_kernel; /* the filter must let it */

void entropy_start(const uint8_t *given); /* 16 bytes of the kernel's */

void memory_start(uint64_t limit);

/* Descriptors that are waited for. A line fires once for each port_line_watch. */
enum waited { WAITED_NETWORK, WAITED_INPUT, WAITED_CONTROL, WAITED };
void signals_start(void);
extern void signal_return(void);
void waited_set(enum waited w, int fd, int events); /* fd -1: not waited for */

extern int stream_fd[];         /* of the three streams; -1: absent */
int signals_take(void); /* the next signal for the program, -1 when there is none */

void network_start(const char *how, const char *address); /* NULL: none; a random address */
void network_watch(void);            /* the line fires when frames can be received, or sent again */
extern int network_fd;               /* -1: there is none */

int socket_connect(const char *path); /* to a UNIX socket; does not return when it cannot */

void faults_start(void);
void confine(void);
