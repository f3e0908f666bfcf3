/* Cards of a virtual machine are virtio devices. */
#include "../machine.h"

bool machine_card(struct machine_card *out) {
    (void)out;
    return false;
}

long machine_card_read(void *to, size_t n) {
    (void)to, (void)n;
    return -1;
}

long machine_card_write(const void *from, size_t n) {
    (void)from, (void)n;
    return -1;
}
