/* The first C code of the machine: from the VMM's start info to the common part. */
#include "../common/boot.h"
#include "../common/end.h"
#include "../common/libc.h"
#include "../common/port.h"
#include "../common/text.h"
#include "../common/thread.h"
#include "../common/x86.h"
#include "acpi.h"
#include "clock.h"
#include "cpu.h"
#include "cpus.h"
#include "devices.h"
#include "frames.h"
#include "interrupts.h"
#include "layout.h"
#include "memory_map.h"
#include "pci.h"
#include "serial.h"
#include "space.h"

enum { START_MAGIC = 0x336ec578, ENTRIES_MOST = 128 };

/* hvm_start_info of the PVH boot protocol; the memory map came with version 1. */
struct start_info {
    uint32_t magic, version, flags, modules;
    uint64_t module_list, command_line, root_pointer, memory_map;
    uint32_t memory_entries, reserved;
};

extern uintptr_t __stack_chk_guard;

/* Not protected itself, and its caller never returns: a function that is active now would find another guard than it began with. The low byte stays zero, so that no
   string can write it. */
__attribute__((optimize("no-stack-protector"))) static void seed_stack_guard(void) { __stack_chk_guard = cpu_random() << 8; }

/* What lies behind the memory's end, a VMM has not loaded. The image heap comes last: all that is used so far is there. */
static void require_image(const struct memory_map *map) {
    static char why[96];
    if (memory_map_contains(map, image_layout.text, image_layout.load_end)) return;
    text_describe(why, sizeof why, "too little memory: the image alone takes the first %lu MB, and a program needs more", (unsigned long)(image_layout.load_end + 0xfffff) >> 20);
    machine_refuse(why);
}

static void find_memory(struct memory_map *map, const struct start_info *info) {
    if (info->magic != START_MAGIC || !info->version || !info->memory_map || info->memory_entries > ENTRIES_MOST) machine_refuse("the VMM gives no memory map (PVH start info version 1)");
    memory_map_read(map, (const struct memory_entry *)info->memory_map, info->memory_entries);
    require_image(map);
    memory_map_exclude(map, image_layout.text, image_layout.load_end);
    for (unsigned i = 0; i < map->count; i++) frames_add(map->region[i].start, map->region[i].end);
}

_Noreturn void pvh_start(const struct start_info *info);
_Noreturn void pvh_start(const struct start_info *info) {
    static struct memory_map map;
    static struct madt madt;
    seed_stack_guard();
    cpus_enter(0);
    interrupts_early();
    serial_probe();
    cpu_start();
    boot_tokens(info->command_line ? (const char *)info->command_line : "");
    bool described = acpi_madt(&madt, info->root_pointer);
    pci_start(acpi_pci(info->root_pointer));
    find_memory(&map, info); /* the last that is read of what the VMM left in memory */
    cpus_find(&madt);
    space_start(&map);
    interrupts_prepare(0);
    interrupts_enter(0);
    lapic_start();
    clock_start();
    if (!described) madt = (struct madt){.ioapics = 2, .ioapic = {{0xfec00000, 0}, {0xfec10000, 24}}}; /* where they always are */
    ioapic_start(&madt);
    devices_start(described);
    port_stream_listen(STREAM_OUTPUT, true);
    port_stream_listen(STREAM_CONTROL, true);
    cpus_start();
    port_memory_limit();
    machine_start();
}
