/* Files: there are none. Descriptors 1 and 2 are the console, everything else fails as it would on a system where the file does not exist. */
#include "../machine.h"
#include "libc.h"
#include "port.h"
#include "text.h"

static int fail(int error) {
    errno = error;
    return -1;
}

long write(int file, const void *bytes, size_t n) {
    if (file != 1 && file != 2) return fail(EBADF);
    machine_console_write(file, bytes, n);
    return (long)n;
}

long read(int file, void *to, size_t n) { return file == 0 ? machine_console_read(to, n) : fail(EBADF); }

int close(int file) { return file >= 0 && file <= 2 ? 0 : fail(EBADF); }
int fsync(int file) { return file >= 0 && file <= 2 ? 0 : fail(EBADF); }
int64_t lseek(int file, int64_t offset, int from) {
    (void)file, (void)offset, (void)from;
    return fail(EBADF);
}

/* The runtime's helper for open with three arguments. */
int openSII(const char *path, int flags, int mode) {
    (void)path, (void)flags, (void)mode;
    return fail(ENOENT);
}

char *realpath(const char *path, char *to) {
    (void)path, (void)to;
    errno = ENOENT;
    return NULL;
}

char *getcwd(char *to, size_t room) {
    if (room < 2) {
        errno = EINVAL;
        return NULL;
    }
    memcpy(to, "/", 2);
    return to;
}

/* A FILE is only ever handed back to fprintfSD, the runtime's helper for fprintf(file, format, string, int): used for messages of a failing start. */
void *fdopen(int file, const char *mode) {
    (void)mode;
    return (void *)(uintptr_t)file;
}

int fprintfSD(void *file, const char *format, const char *s, int number) {
    (void)file;
    text_print(STREAM_ERROR, "%s (%s, %ld)\n", format, s, (long)number);
    return 0;
}

/* No libraries either. */
void *dlopen(const char *name, int flags) {
    (void)name, (void)flags;
    return NULL;
}

void *dlsym(void *library, const char *name) {
    (void)library, (void)name;
    return NULL;
}

char *dlerror(void) { return "there are no dynamic libraries in this machine"; }
