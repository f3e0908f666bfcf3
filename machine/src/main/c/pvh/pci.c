/* What drivers need of PCI Express: configuration space, registers, and interrupts that are messages. Everything else of the bus is read in Java. */
#include "pci.h"
#include "../machine.h"
#include "interrupts.h"
#include "layout.h"
#include "space.h"

enum { FUNCTIONS = 256, FUNCTION_SIZE = 4096 };
#define MESSAGES 0xfee00000UL /* at the local interrupt controllers */

static uint64_t configuration;
static unsigned first_message = LINE_COUNT; /* lines are given to messages from the top, to pins from the bottom */

void pci_start(uint64_t at) { configuration = at; }

bool machine_map_device(uint64_t address, uint64_t size) {
    return size && address + size > address && address + size <= MANAGED_RANGE && space_map_device(address, size);
}

void *machine_pci_function(unsigned index) {
    uint64_t at = configuration + (uint64_t)index * FUNCTION_SIZE;
    return configuration && index < FUNCTIONS && machine_map_device(at, FUNCTION_SIZE) ? (void *)at : NULL;
}

bool machine_message(struct machine_message *out) {
    unsigned line = __atomic_load_n(&first_message, __ATOMIC_RELAXED);
    do {
        if (!line || ioapic_has_pin(line - 1)) return false;
    } while (!__atomic_compare_exchange_n(&first_message, &line, line - 1, true, __ATOMIC_RELAXED, __ATOMIC_RELAXED));
    *out = (struct machine_message){.address = MESSAGES | lapic_id() << 12, .data = VECTOR_LINES + line - 1, .line = line - 1};
    return true;
}

bool pci_is_message(unsigned line) { return line >= __atomic_load_n(&first_message, __ATOMIC_RELAXED); }
