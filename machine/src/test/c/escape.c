/* A program that tries to leave its sandbox, for the tests of the process port: `call NUMBER ARGUMENT...` makes that system call as code that was broken into might make
   it, `call32` by the gate for 32-bit programs. What the filter lets through says so. The words `here`, `path` and `none` stand for addresses: a page, a name, a time. */
#include "common/libc.h"
#include "common/text.h"
#include "machine.h"

static char page[8192] __attribute__((aligned(4096)));

static long word(const char *text) {
    static const long none[2];
    if (!strcmp(text, "here")) return (long)page;
    if (!strcmp(text, "path")) return (long)"/etc/hostname";
    if (!strcmp(text, "none")) return (long)none;
    long n = 0;
    for (const char *c = *text == '-' ? text + 1 : text; *c; c++) n = n * 10 + *c - '0';
    return *text == '-' ? -n : n;
}

static long call(const long *a) {
    register long r10 __asm__("r10") = a[4], r8 __asm__("r8") = a[5];
    long result = a[0];
    __asm__ volatile("syscall" : "+a"(result) : "D"(a[1]), "S"(a[2]), "d"(a[3]), "r"(r10), "r"(r8) : "rcx", "r11", "memory");
    return result;
}

static long call32(const long *a) {
    long result = a[0];
    __asm__ volatile("int $0x80" : "+a"(result) : "b"(a[1]), "c"(a[2]), "d"(a[3]) : "r8", "r9", "r10", "r11", "memory");
    return result;
}

int main(int n, char **words) {
    long arguments[6] = {0};
    for (int i = 2; i < n && i < 8; i++) arguments[i - 2] = word(words[i]);
    long result = strcmp(words[1], "call32") ? call(arguments) : call32(arguments);
    text_print(STREAM_OUTPUT, "returned %ld\n", result);
    return 0;
}
