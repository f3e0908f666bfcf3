/* The network card of a process: a TAP interface, or a socket to a user-mode network. Opened before the process confines itself, and non-blocking. */
#include "../machine.h"
#include "../common/end.h"
#include "../common/libc.h"
#include "../common/port.h"
#include "linux.h"
#include "system.h"

enum { UNIX = 1, INTERNET = 2, STREAM = 1, DATAGRAM = 2, PATH = 108, SET_FLAGS = 4, READ_WRITE = 2, NONBLOCK = 2048, MTU_USUAL = 1500 };
enum { TUN_SET_INTERFACE = 0x400454ca, TUN_SET_OFFLOAD = 0x400454d0, TUN_SET_HEADER_SIZE = 0x400454d8, GET_MTU = 0x8921 };
enum { TAP = 2, NO_INFORMATION = 0x1000, VIRTIO_HEADER = 0x4000, OFFLOAD_CHECKSUMS = 1, OFFLOAD_TCP = 2, NAME = 16 };

int network_fd = -1;
static struct machine_card card = {.mtu = MTU_USUAL, .line = WAITED_NETWORK};
static bool full; /* the last write found no room */

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
    system_call(SYS_FCNTL, fd, SET_FLAGS, NONBLOCK);
    return (int)fd;
}

static int tap_open(const char *name) {
    struct {
        char name[NAME];
        union {
            uint16_t flags;
            int mtu;
            char room[24];
        };
    } request = {.flags = TAP | NO_INFORMATION | VIRTIO_HEADER};
    size_t n = strlen(name);
    if (n >= NAME) machine_usage("the name of the TAP interface is too long");
    memcpy(request.name, name, n);
    long fd = system_call(SYS_OPEN, "/dev/net/tun", READ_WRITE | NONBLOCK);
    if (fd < 0 || system_call(SYS_IOCTL, fd, TUN_SET_INTERFACE, &request)) machine_refuse("the TAP interface cannot be opened: it must exist, belong to this user, and not be in use");
    int header = MACHINE_CARD_HEADER;
    bool offload = !system_call(SYS_IOCTL, fd, TUN_SET_HEADER_SIZE, &header) && !system_call(SYS_IOCTL, fd, TUN_SET_OFFLOAD, OFFLOAD_CHECKSUMS | OFFLOAD_TCP);
    if (!offload) machine_refuse("the kernel's TAP interface neither sums nor cuts TCP segments");
    long socket = system_call(SYS_SOCKET, INTERNET, DATAGRAM, 0);
    if (!system_call(SYS_IOCTL, socket, GET_MTU, &request)) card.mtu = (uint16_t)request.mtu;
    system_call(SYS_CLOSE, socket);
    return (int)fd;
}

static int digit(char c) { return c >= '0' && c <= '9' ? c - '0' : (c | 0x20) >= 'a' && (c | 0x20) <= 'f' ? (c | 0x20) - 'a' + 10 : -1; }

/* Six pairs of hexadecimal digits with colons between them, and not a group's. */
static bool read_address(const char *text) {
    for (unsigned i = 0; i < sizeof card.address; i++, text += 3) {
        int high = digit(text[0]), low = high < 0 ? -1 : digit(text[1]);
        if (low < 0 || text[2] != (i < sizeof card.address - 1 ? ':' : 0)) return false;
        card.address[i] = (uint8_t)(high << 4 | low);
    }
    return !(card.address[0] & 1);
}

void network_start(const char *how, const char *address) {
    static const char tap[] = "tap:", socket[] = "socket:";
    if (address && !read_address(address)) machine_usage("machine.mac= must read like 02:00:00:00:00:01");
    if (!how) return;
    if (!strncmp(how, tap, sizeof tap - 1))
        network_fd = tap_open(how + sizeof tap - 1);
    else if (!strncmp(how, socket, sizeof socket - 1))
        network_fd = socket_connect(how + sizeof socket - 1), card.stream = 1;
    else
        machine_usage("machine.net= must read tap:NAME or socket:PATH");
    if (address) return;
    port_entropy(card.address, sizeof card.address);
    card.address[0] = (card.address[0] & 0xfc) | 2; /* one host's, and given by nobody */
}

void network_watch(void) { waited_set(WAITED_NETWORK, network_fd, POLLIN | (full ? POLLOUT : 0)); }

bool machine_card(struct machine_card *out) {
    *out = card;
    return network_fd >= 0;
}

static long result(long r) { return r == -LINUX_EAGAIN || r == -LINUX_EINTR ? 0 : r <= 0 ? -1 : r; }

long machine_card_read(void *to, size_t n) { return result(system_call(SYS_READ, network_fd, to, n)); }

/* Whoever waits for the card already waits for room, too, as soon as there is none. */
long machine_card_write(const void *from, size_t n) {
    long r = result(system_call(SYS_WRITE, network_fd, from, n));
    full = !r;
    if (full) {
        bool was_masked = port_mask();
        network_watch();
        if (!was_masked) port_unmask();
    }
    return r;
}
