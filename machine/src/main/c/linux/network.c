/* The network card of a process is a descriptor that is opened before the process confines itself. */
#include "../machine.h"
#include "../common/end.h"
#include "../common/libc.h"
#include "linux.h"
#include "system.h"

int network_fd = -1;

enum { UNIX = 1, STREAM = 1, PATH = 108 };

int socket_connect(const char *path) {
    struct {
        uint16_t family;
        char path[PATH];
    } address = {.family = UNIX};
    size_t n = strlen(path);
    if (n >= PATH) machine_usage("the path of a socket is too long");
    memcpy(address.path, path, n);
    long fd = system_call(SYS_SOCKET, UNIX, STREAM, 0);
    if (fd < 0 || system_call(SYS_CONNECT, fd, &address, sizeof address)) machine_refuse("nobody listens at the socket that the command line names");
    return (int)fd;
}

void network_start(const char *how) {
    if (how) machine_refuse("machine.net is not there yet");
}

void network_watch(void) {
    if (network_fd >= 0) waited_set(WAITED_NETWORK, network_fd, POLLIN);
}
