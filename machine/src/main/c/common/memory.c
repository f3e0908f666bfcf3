/* mmap and its kin, as far as the Native Image runtime uses them: reserve (no access), commit (fixed, read-write), uncommit (fixed, no access), protect, free.
   Memory is never executable, and whoever asks for that has the machine stopped: no honest code of an image does. No lock here: a range belongs to its caller, and emptying one may take long. */
#include "../machine.h"
#include "libc.h"
#include "port.h"

enum { PROT_READ = 1, PROT_WRITE = 2, PROT_EXEC = 4, MAP_FIXED = 0x10, MAP_ANONYMOUS = 0x20 };
#define MAP_FAILED ((void *)-1)

/* The first reservation of this size is the Java heap's; the image heap lies in it already. */
#define HEAP_RESERVATION (32UL << 30)

static void *fail(int error) {
    errno = error;
    return MAP_FAILED;
}

static void refuse_code(int access) {
    if (access & PROT_EXEC) machine_panic("executable memory was asked for, and the image is sealed");
}

static bool commit(void *at, size_t length, int access) {
    return port_memory_commit(at, length, USE_JAVA) && ((access & PROT_WRITE) || port_memory_protect(at, length, ACCESS_READ));
}

static void *map_fixed(void *at, size_t length, int access) {
    if (!port_memory_discard(at, length)) return fail(EINVAL);
    if (access && !commit(at, length, access)) return fail(ENOMEM);
    return at;
}

static void *map_anywhere(size_t length, int access) {
    static bool heap_taken;
    if (!access && length >= HEAP_RESERVATION && !__atomic_exchange_n(&heap_taken, true, __ATOMIC_ACQ_REL)) return port_memory_heap_range();
    void *at = port_memory_reserve(length, USE_JAVA);
    if (!at) return fail(ENOMEM);
    if (access && !commit(at, length, access)) {
        port_memory_release(at, length);
        return fail(ENOMEM);
    }
    return at;
}

void *mmap(void *at, size_t length, int access, int flags, int file, int64_t offset) {
    (void)offset;
    if (file >= 0 && !(flags & MAP_ANONYMOUS)) return fail(ENODEV);
    refuse_code(access);
    if (!length || length > 1UL << 46) return fail(length ? ENOMEM : EINVAL);
    return flags & MAP_FIXED ? map_fixed(at, page_up(length), access) : map_anywhere(page_up(length), access);
}

int munmap(void *at, size_t length) {
    if (port_memory_release(at, page_up(length))) return 0;
    errno = EINVAL;
    return -1;
}

int mprotect(void *at, size_t length, int access) {
    refuse_code(access);
    if (port_memory_protect(at, page_up(length), access & PROT_WRITE ? ACCESS_WRITE : access ? ACCESS_READ : ACCESS_NONE)) return 0;
    errno = EACCES;
    return -1;
}

/* A helper of the runtime for moving mappings; it falls back when this says that it is not implemented. */
void *mremapP(void *at, size_t old_length, size_t length, int flags, void *to) {
    (void)at, (void)old_length, (void)length, (void)flags, (void)to;
    return fail(ENOSYS);
}

uint64_t machine_memory(void) { return port_memory_limit(); }
uint64_t machine_heap_room(bool collection) { return port_memory_room(collection); }
void machine_collecting(bool on) { port_memory_collecting(on); }
uint64_t machine_memory_total(void) { return port_memory_total(); }
uint64_t machine_memory_free(void) { return port_memory_free(); }
void *machine_heap_range(void) { return port_memory_heap_range(); }
