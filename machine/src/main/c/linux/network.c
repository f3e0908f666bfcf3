/* The network card of a process is a descriptor that is opened before the process confines itself. */
#include "../machine.h"
#include "../common/end.h"
#include "linux.h"
#include "system.h"

int network_fd = -1;

void network_start(const char *how) {
    if (how) machine_refuse("machine.net is not there yet");
}

void network_watch(void) {
    if (network_fd >= 0) waited_set(WAITED_NETWORK, network_fd, POLLIN);
}
