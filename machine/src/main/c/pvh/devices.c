/* Virtio-mmio devices: where the command line says, else at the slots of QEMU's microvm, which describes them in ACPI byte code only. */
#include "devices.h"
#include "../common/boot.h"
#include "../common/libc.h"
#include "../common/port.h"
#include "../machine.h"
#include "device_token.h"
#include "interrupts.h"
#include "space.h"

enum { DEVICES = 32, MAGIC = 0x74726976, MAGIC_AT = 0, VERSION_AT = 1, ID_AT = 2 };
enum { SLOT_SIZE = 512, SLOTS = 24, SLOTS_FEW = 8, LINE_SECOND_IOAPIC = 24, LINE_ACPI = 16, LINE_PLAIN = 5 };
#define SLOT_BASE 0xfeb00000UL

static struct machine_device candidates[DEVICES];
static unsigned count;
static bool probed;

/* Microvm's lines: pins of the second I/O interrupt controller if it has one, else pins of the first that ISA devices leave free. */
static void microvm_slots(bool described) {
    bool second = ioapic_has_pin(LINE_SECOND_IOAPIC);
    unsigned line = second ? LINE_SECOND_IOAPIC : described ? LINE_ACPI : LINE_PLAIN, slots = second ? SLOTS : SLOTS_FEW;
    for (count = 0; count < slots; count++) candidates[count] = (struct machine_device){.address = SLOT_BASE + count * SLOT_SIZE, .size = SLOT_SIZE, .line = line + count};
}

void devices_start(bool described) {
    unsigned next = 0;
    const char *text;
    while ((text = boot_device(&next))) {
        if (count == DEVICES) machine_usage("too many virtio_mmio.device= words (32)");
        if (!device_token_parse(text, &candidates[count++])) machine_usage("virtio_mmio.device= must read SIZE@ADDRESS:LINE");
    }
    if (!count) microvm_slots(described);
}

/* Keeps the candidates that hold a device. Done when first asked: a program without devices does not pay for it. */
static void probe(void) {
    unsigned found = 0;
    for (unsigned i = 0; i < count; i++) {
        struct machine_device d = candidates[i];
        if (!space_map_device(d.address, d.size)) continue;
        const volatile uint32_t *r = (const volatile uint32_t *)d.address;
        if (r[MAGIC_AT] != MAGIC || !(d.device_id = r[ID_AT])) continue;
        d.version = r[VERSION_AT];
        candidates[found++] = d;
    }
    count = found;
    probed = true;
}

bool machine_device(unsigned index, struct machine_device *out) {
    if (!probed) probe();
    if (index >= count) return false;
    *out = candidates[index];
    return true;
}
