/* The streams are descriptors: standard output, standard error, and a control channel if whoever started the process names one. A write never waits inside the kernel:
   the descriptor is asked first, and what a pipe takes without waiting is as much as is written. The descriptors are shared with others, so they stay as they are. */
#include "../common/port.h"
#include "linux.h"
#include "system.h"

enum { PIPE_ATOMIC = 4096, BUFFER = 4096, DRAIN = 200000000 };

int stream_fd[STREAMS] = {1, 2, -1};

static uint8_t buffer[BUFFER]; /* of input */
static long filled, taken;
static bool ended;

static bool ready(int fd, int events) {
    struct pollfd p = {fd, (int16_t)events, 0};
    struct kernel_timespec none = {0, 0};
    return system_call(SYS_PPOLL, &p, 1, &none, 0, 8) == 1;
}

bool port_stream_present(enum stream s) { return stream_fd[s] >= 0; }

/* Who writes where nobody reads any more ends as by SIGPIPE; a control channel may go unheard. */
size_t port_stream_write(enum stream s, const uint8_t *bytes, size_t n) {
    if (!ready(stream_fd[s], POLLOUT)) return 0;
    long written = system_call(SYS_WRITE, stream_fd[s], bytes, n < PIPE_ATOMIC ? n : PIPE_ATOMIC);
    if (written >= 0) return (size_t)written;
    if (written == -LINUX_EPIPE && s == STREAM_OUTPUT) system_call(SYS_EXIT_GROUP, 128 + SIGPIPE);
    return written == -LINUX_EAGAIN || written == -LINUX_EINTR ? 0 : n; /* a broken stream swallows */
}

static int next_input(void) {
    if (taken == filled) {
        if (ended) return STREAM_ENDED;
        if (!ready(0, POLLIN)) return STREAM_NONE;
        taken = 0;
        filled = system_call(SYS_READ, 0, buffer, BUFFER);
        if (filled == -LINUX_EAGAIN || filled == -LINUX_EINTR) {
            filled = 0;
            return STREAM_NONE;
        }
        ended = filled <= 0;
        if (ended) {
            filled = 0;
            return STREAM_ENDED;
        }
    }
    return buffer[taken++];
}

int port_stream_read(enum stream s) { return s == STREAM_CONTROL ? signals_take() : s == STREAM_OUTPUT ? next_input() : STREAM_NONE; }

void port_stream_listen(enum stream s, bool on) {
    if (s == STREAM_OUTPUT) waited_set(WAITED_INPUT, on && !ended ? 0 : -1, POLLIN);
}

/* What was written has left this process. A pipe that is full is waited for. */
void port_stream_drain(enum stream s) {
    struct pollfd p = {stream_fd[s], POLLOUT, 0};
    struct kernel_timespec t = {0, DRAIN};
    system_call(SYS_PPOLL, &p, 1, &t, 0, 8);
}

_Noreturn void port_power_off(enum end why, int status) {
    for (;;) system_call(SYS_EXIT_GROUP, why == END_FAULT ? 125 : status);
}
