/* A plugin of QEMU's TCG: counts how often each block of translated code runs, in a file that others map. No header of QEMU: distributions do not package it.
   The file is an array of records, empty where `instructions` is 0; a block that is translated again finds its record. */
#include <fcntl.h>
#include <stdint.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#define EXPORT __attribute__((visibility("default")))

enum { RECORDS = 1 << 20, HASH_SHIFT = 44, ADD = 0 };

struct record {
    uint64_t address, instructions, runs;
};
struct qemu_plugin_tb;

extern void qemu_plugin_register_vcpu_tb_trans_cb(uint64_t plugin, void (*translated)(uint64_t plugin, struct qemu_plugin_tb *block));
extern void qemu_plugin_register_vcpu_tb_exec_inline(struct qemu_plugin_tb *block, int operation, void *to, uint64_t value);
extern size_t qemu_plugin_tb_n_insns(const struct qemu_plugin_tb *block);
extern uint64_t qemu_plugin_tb_vaddr(const struct qemu_plugin_tb *block);

EXPORT int qemu_plugin_version = 1;
static struct record *records;

static struct record *find(uint64_t address, uint64_t instructions) {
    uint64_t at = ((address + instructions) * 0x9e3779b97f4a7c15u) >> HASH_SHIFT;
    while (records[at].instructions && (records[at].address != address || records[at].instructions != instructions)) at = (at + 1) % RECORDS;
    return &records[at];
}

static void translated(uint64_t plugin, struct qemu_plugin_tb *block) {
    (void)plugin;
    uint64_t address = qemu_plugin_tb_vaddr(block), instructions = qemu_plugin_tb_n_insns(block);
    struct record *r = find(address, instructions);
    r->address = address;
    r->instructions = instructions;
    qemu_plugin_register_vcpu_tb_exec_inline(block, ADD, &r->runs, 1);
}

/* Takes `counts=PATH`. */
EXPORT int qemu_plugin_install(uint64_t plugin, const void *about, int count, char **words) {
    (void)about;
    static const char key[] = "counts=";
    if (count != 1 || strncmp(words[0], key, sizeof key - 1)) return -1;
    int file = open(words[0] + sizeof key - 1, O_RDWR | O_CREAT | O_TRUNC, 0600);
    if (file < 0 || ftruncate(file, RECORDS * sizeof *records)) return -1;
    records = mmap(0, RECORDS * sizeof *records, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    qemu_plugin_register_vcpu_tb_trans_cb(plugin, translated);
    return records == MAP_FAILED ? -1 : 0;
}
