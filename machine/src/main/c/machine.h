/* What the machine layer offers to Java: `runtime` calls these functions by @CFunction and nothing else of this layer, except for the libc subset that the
   Native Image runtime itself expects. A function marked "blocks" must be called with a transition (a collection may run meanwhile); all others are short, never
   block, and may be called with NO_TRANSITION. Addresses are virtual; times are nanoseconds. */
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Console: the program's standard output is stream 1, its error output stream 2. Bytes of one call may be mixed with those of another thread's call. */
void machine_console_write(int stream, const void *bytes, size_t n);
/* Blocks until the first console has input; returns at least one byte, at most n (n > 0); 0 at the end of the input, which a serial port never has. */
long machine_console_read(void *to, size_t n);

/* The ends of a machine. Each powers it off and tells the host by the control line: the application's status; a boot key error (status 64); a machine fault. */
_Noreturn void machine_exit(int status);
_Noreturn void machine_usage(const char *text);
_Noreturn void machine_panic(const char *why);

/* Tells the host how long the boot took (control line `boot NANOS`); to be called once, right before the application's main. Later calls do nothing; without any
   call the first console output or the end counts. */
void machine_booted(void);

/* Boot tokens: the decoded words of the command line before `--`, in order, without `virtio_mmio.device=`. UTF-8, zero-terminated, never freed.
   NULL for an index that is too high. */
unsigned machine_boot_tokens(void);
const char *machine_boot_token(unsigned index);

/* Interrupt lines, numbered 0 to 63. A line has a count of firings. */
bool machine_line_enable(unsigned line);
/* Blocks until the line's count differs from `seen` or the time is over (UINT64_MAX: for ever); returns the count. */
uint64_t machine_line_wait(unsigned line, uint64_t seen, uint64_t timeout);
/* As if the line had fired. */
void machine_line_wake(unsigned line);

/* The index-th virtio-mmio slot that holds a device; false when there are fewer. The registers are mapped uncached at `address`. */
struct machine_device {
    uint64_t address;
    uint32_t size;
    uint32_t line;
    uint32_t device_id; /* virtio device type: 1 network, 2 block, 3 console, 4 entropy, ... */
    uint32_t version;   /* 2 is the modern interface */
};
bool machine_device(unsigned index, struct machine_device *out);

/* Devices on PCI Express: the registers of a function of bus 0 in configuration space (index: device * 8 + function), uncached; NULL when there is no such bus. */
void *machine_pci_function(unsigned index);
/* Maps device registers uncached at their own address; false when they overlap memory, or there is no room. */
bool machine_map_device(uint64_t address, uint64_t size);
/* A line that no device has, and the message (MSI, MSI-X) that fires it; false when there is none left. */
struct machine_message {
    uint64_t address;
    uint32_t data;
    uint32_t line;
};
bool machine_message(struct machine_message *out);

/* The network card of a process: a descriptor that was opened before the process confined itself. A virtual machine has none. */
struct machine_card {
    uint8_t address[6];
    uint16_t mtu;
    uint32_t line;
    uint32_t stream; /* 1: a stream of frames, each behind its length as four octets, high one first (passt); 0: one frame for each call, behind a header (TAP) */
};
bool machine_card(struct machine_card *out);
/* What stands before each frame of a TAP interface, virtio 1.2 section 5.1.6 without the last field. The kernel completes TCP's checksums and cuts text into segments for
   IPv4, and gives several received segments as one frame. */
enum { MACHINE_CARD_HEADER = 10 };
/* Takes what is there, or what there is room for, and never waits: how many bytes, 0 for none now, -1 when the other side is gone. */
long machine_card_read(void *to, size_t n);
long machine_card_write(const void *from, size_t n);

/* Memory for devices: zeroed, physically contiguous, device address == virtual address, aligned to its size up to a page. NULL when there is none; never freed. */
void *machine_dma_allocate(size_t bytes);

/* Random bytes of the CPU (RDSEED, else RDRAND); false if it has neither or it fails. */
bool machine_entropy(void *to, size_t n);

uint64_t machine_monotonic(void);  /* since the machine's start */
uint64_t machine_wall_clock(void); /* since 1970-01-01T00:00Z; counts from zero on a machine without any clock */

/* Start of the address range of the Java heap. The image heap is mapped at this address + 0x20000; SVM's reservation of the heap's range is answered with it. */
void *machine_heap_range(void);
unsigned machine_cpu_count(void); /* CPUs that run threads */
/* Bytes that the Java heap can have at most: the free memory at the start, less what is kept for collections. */
uint64_t machine_memory(void);
/* Bytes that the Java heap can get now, for a program's objects or for what a collection needs. */
uint64_t machine_heap_room(bool collection);
/* A collection begins or ends: from the one to the other it may have what is kept for it. The program's threads stand still meanwhile. */
void machine_collecting(bool on);
/* Bytes of memory that the machine gives out, and how many of them are free and promised to nobody. A process does not see what its threads' stacks hold. */
uint64_t machine_memory_total(void);
uint64_t machine_memory_free(void);
