// sources: pvh/madt.c
#include "check.h"
#include "pvh/acpi.h"

static uint8_t table[1024];
static size_t length;
static void add(const uint8_t *entry) {
    memcpy(table + length, entry, entry[1]);
    length += entry[1];
}
static const uint8_t cpu[] = {0, 8, 0, 0, 1, 0, 0, 0}, cpu_off[] = {0, 8, 1, 1, 0, 0, 0, 0};
static const uint8_t cpu_wide[] = {9, 16, 0, 0, 0x34, 0x12, 0, 0, 1, 0, 0, 0, 7, 0, 0, 0};
static const uint8_t ioapic[] = {1, 12, 0, 0, 0, 0, 0xc0, 0xfe, 0, 0, 0, 0}, ioapic2[] = {1, 12, 1, 0, 0, 0, 0xc1, 0xfe, 24, 0, 0, 0};
static const uint8_t timer[] = {2, 10, 0, 0, 2, 0, 0, 0, 0, 0}, sci[] = {2, 10, 0, 9, 9, 0, 0, 0, 0xf, 0};

static void typical(void) {
    struct madt m;
    length = 44;
    add(cpu), add(cpu_off), add(ioapic), add(ioapic2), add(timer), add(sci);
    CHECK(madt_parse(&m, table, length) && m.cpus == 1 && m.cpu[0] == 0 && m.ioapics == 2 && m.overrides == 2);
    CHECK(m.ioapic[0].address == 0xfec00000 && m.ioapic[0].first == 0 && m.ioapic[1].address == 0xfec10000 && m.ioapic[1].first == 24);
    CHECK(m.override[0].irq == 0 && m.override[0].gsi == 2 && !m.override[0].level && !m.override[0].active_low);
    CHECK(m.override[1].irq == 9 && m.override[1].level && m.override[1].active_low);
}

static void several_cpus(void) {
    struct madt m;
    length = 44;
    add(cpu), add(cpu_off), add(cpu_wide), add(ioapic);
    CHECK(madt_parse(&m, table, length) && m.cpus == 2 && m.cpu[0] == 0 && m.cpu[1] == 0x1234);
}

static void malformed(void) {
    struct madt m;
    length = 44;
    add(ioapic);
    table[45] = 0; /* an entry of no length would be read for ever */
    CHECK(!madt_parse(&m, table, length));
    table[45] = 200;
    CHECK(!madt_parse(&m, table, length));
    table[45] = 4; /* too short for what it says it is */
    CHECK(!madt_parse(&m, table, 50) && m.ioapics == 0);
    CHECK(!madt_parse(&m, table, 10));
}

static void too_many(void) {
    struct madt m;
    length = 44;
    for (int i = 0; i < 10; i++) add(ioapic);
    for (int i = 0; i < 30; i++) add(timer);
    for (int i = 0; i < 12; i++) add(cpu);
    CHECK(madt_parse(&m, table, length) && m.ioapics == MADT_IOAPICS && m.overrides == MADT_OVERRIDES && m.cpus == MADT_CPUS);
}

static void any_bytes(void) {
    struct madt m;
    for (int i = 0; i < 50000; i++) {
        size_t n = check_random() % 120;
        uint8_t *exact = malloc(n ? n : 1); /* the sanitizer sees every byte too far */
        for (size_t k = 0; k < n; k++) exact[k] = (uint8_t)(check_random() % 16);
        madt_parse(&m, exact, n);
        CHECK(m.cpus <= MADT_CPUS && m.ioapics <= MADT_IOAPICS && m.overrides <= MADT_OVERRIDES);
        free(exact);
    }
}

TESTS(T(typical), T(several_cpus), T(malformed), T(too_many), T(any_bytes))
