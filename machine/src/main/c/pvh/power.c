/* The ways to end a virtual machine, the politest first. */
#include "../common/port.h"
#include "../common/x86.h"

enum { DEBUG_EXIT = 0x501, DEBUG_EXIT_FAULT = 0x7d, KEYBOARD = 0x64, KEYBOARD_RESET = 0xfe };

_Noreturn void port_power_off(enum end why, int status) {
    interrupts_off();
    outl(DEBUG_EXIT, why == END_FAULT ? DEBUG_EXIT_FAULT : (uint32_t)status & 0x7f); /* the device's status has seven bits; the control line has the whole */
    outb(KEYBOARD, KEYBOARD_RESET);
    struct {
        uint16_t limit;
        uint64_t base;
    } __attribute__((packed)) none = {0, 0};
    /* Triple fault: an exception with an empty table. Everything ends here, so nothing needs to be declared clobbered. */
    __asm__ volatile("lidt %0; int3" ::"m"(none));
    for (;;) __asm__ volatile("cli; hlt"); /* not reached on any VMM that resets on a triple fault */
}
