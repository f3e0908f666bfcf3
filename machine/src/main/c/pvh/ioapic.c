/* The I/O interrupt controllers: line n of the machine is global system interrupt n. */
#include "../common/port.h"
#include "../common/spin.h"
#include "interrupts.h"
#include "pci.h"
#include "space.h"

enum { WINDOW = 4, REG_VERSION = 1, REG_ENTRY = 0x10, MASKED = 0x10000, LEVEL = 0x8000, ACTIVE_LOW = 0x2000 };

static struct madt madt;
static unsigned pins[MADT_IOAPICS];

static uint32_t read(uint64_t base, unsigned r) {
    *(volatile uint32_t *)base = r;
    return *((volatile uint32_t *)base + WINDOW);
}

static void write(uint64_t base, unsigned r, uint32_t v) {
    *(volatile uint32_t *)base = r;
    *((volatile uint32_t *)base + WINDOW) = v;
}

/* The firmware leaves the pins as it likes: all are masked first. */
void ioapic_start(const struct madt *m) {
    madt = *m;
    for (unsigned i = 0; i < madt.ioapics; i++) {
        uint64_t base = madt.ioapic[i].address;
        if (!space_map_device(base, 0x20)) continue;
        uint32_t version = read(base, REG_VERSION);
        if (!(version & 0xff) || version == UINT32_MAX) continue; /* nobody answers at a guessed address */
        pins[i] = (version >> 16 & 0xff) + 1;
        for (unsigned p = 0; p < pins[i]; p++) write(base, REG_ENTRY + 2 * p, MASKED);
    }
}

/* Which controller has a pin, -1: none. */
static int controller_of(unsigned gsi) {
    for (unsigned i = 0; i < madt.ioapics; i++)
        if (gsi >= madt.ioapic[i].first && gsi - madt.ioapic[i].first < pins[i]) return (int)i;
    return -1;
}

bool ioapic_has_pin(unsigned gsi) { return controller_of(gsi) >= 0; }

/* Lines are edge triggered, active high, unless the firmware's table says otherwise for a line of the ISA bus: virtio-mmio and ISA devices keep their line up
   until they are served, and who serves them acknowledges before it looks for work, so no edge is lost and no line has to be masked in the handler. */
bool port_line_enable(unsigned line) {
    if (pci_is_message(line)) return true;
    unsigned gsi = line;
    uint32_t mode = 0;
    for (unsigned i = 0; i < madt.overrides; i++)
        if (madt.override[i].irq == line) {
            gsi = madt.override[i].gsi;
            mode = (madt.override[i].level ? LEVEL : 0) | (madt.override[i].active_low ? ACTIVE_LOW : 0);
        }
    int i = controller_of(gsi);
    if (i < 0) return false;
    uint64_t base = madt.ioapic[i].address;
    unsigned entry = REG_ENTRY + 2 * (gsi - madt.ioapic[i].first);
    static struct spin window;
    bool masked = port_mask();
    spin_take(&window);
    write(base, entry + 1, lapic_id() << 24);
    write(base, entry, (VECTOR_LINES + line) | mode);
    spin_give(&window);
    if (!masked) port_unmask();
    return true;
}

/* An edge is remembered until it is taken: nothing needs to be told. */
void port_line_watch(unsigned line) { (void)line; }
