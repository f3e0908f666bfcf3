// sources: common/text.c
#include "check.h"
#include "common/text.h"

static char written[4096];
static size_t n_written, accept = 3;
bool port_stream_present(enum stream s) { return s != STREAM_ERROR; }
bool port_mask(void) { return true; }
void port_unmask(void) {}
void port_stream_drain(enum stream s) { (void)s; }
size_t port_stream_write(enum stream s, const uint8_t *bytes, size_t n) {
    if (s != STREAM_OUTPUT) return n;
    if (n > accept) n = accept;
    memcpy(written + n_written, bytes, n);
    n_written += n;
    written[n_written] = 0;
    return n;
}

static void formats(void) {
    n_written = 0;
    text_print(STREAM_ERROR, "%s=%lu %ld %016lx %lx%c %%", "x", 18446744073709551615UL, -5L, 0xabcUL, 0UL, '!');
    CHECK(!strcmp(written, "x=18446744073709551615 -5 0000000000000abc 0! %"));
}

static void cuts_what_does_not_fit(void) {
    n_written = 0;
    char long_text[2000];
    memset(long_text, 'a', 1999);
    long_text[1999] = 0;
    text_print(STREAM_OUTPUT, "%s", long_text);
    CHECK(n_written == 511);
}

static void a_host_that_reads_nothing_ends_it(void) {
    accept = 0;
    text_print(STREAM_OUTPUT, "never");
    accept = 3;
}

TESTS(T(formats), T(cuts_what_does_not_fit), T(a_host_that_reads_nothing_ends_it))
