// sources: common/tokens.c
#include "check.h"
#include "common/tokens.h"

static struct tokens t;

/* The i-th word of all. */
static const char *token(const struct tokens *of, unsigned i) { return i < of->count ? of->text + of->start[i] : "(none)"; }
static unsigned count(enum token_kind kind) {
    unsigned n = 0, next = 0;
    while (tokens_next(&t, kind, &next)) n++;
    return n;
}

static void splits_at_the_dashes(void) {
    CHECK(!tokens_parse(&t, "  net.ipv4=10.0.2.15/24 log.level=debug -- a -- b "));
    CHECK(count(TOKEN_BOOT) == 2 && t.count == 5 && count(TOKEN_ARGUMENT) == 3);
    CHECK(!strcmp(token(&t, 0), "net.ipv4=10.0.2.15/24") && !strcmp(token(&t, 1), "log.level=debug"));
    CHECK(!strcmp(token(&t, 2), "a") && !strcmp(token(&t, 3), "--") && !strcmp(token(&t, 4), "b"));
}

static void decodes(void) {
    CHECK(!tokens_parse(&t, "-- % a%20b %C3%a4 %25 x%3d"));
    CHECK(count(TOKEN_BOOT) == 0 && t.count == 5);
    CHECK(!strcmp(token(&t, 0), "") && !strcmp(token(&t, 1), "a b") && !strcmp(token(&t, 2), "\xc3\xa4") && !strcmp(token(&t, 3), "%") && !strcmp(token(&t, 4), "x="));
}

static void a_vmms_words_are_its_own_everywhere(void) {
    CHECK(!tokens_parse(&t, "virtio_mmio.device=1 a -- b %76irtio_mmio.device=2 virtio_mmio.device=3"));
    CHECK(count(TOKEN_BOOT) == 1 && count(TOKEN_ARGUMENT) == 2 && count(TOKEN_DEVICE) == 2);
    unsigned next = 0;
    CHECK(!strcmp(tokens_next(&t, TOKEN_ARGUMENT, &next), "b") && !strcmp(tokens_next(&t, TOKEN_ARGUMENT, &next), "virtio_mmio.device=2"));
}

static void empty_lines(void) {
    CHECK(!tokens_parse(&t, "") && t.count == 0);
    CHECK(!tokens_parse(&t, "   ") && t.count == 0);
    CHECK(!tokens_parse(&t, "--") && t.count == 0);
}

static void refuses_what_is_malformed(void) {
    static const char *const bad[] = {"a%", "%4", "%zz", "%4g", "a%2", "%00", "x%0"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) CHECK(tokens_parse(&t, bad[i]));
}

static void has_limits(void) {
    char *line = malloc(20000);
    memset(line, 'a', 8191);
    line[8191] = 0;
    CHECK(!tokens_parse(&t, line) && strlen(token(&t, 0)) == 8191);
    memset(line, 'a', 8192);
    line[8192] = 0;
    CHECK(strstr(tokens_parse(&t, line), "too long"));
    for (int i = 0; i < 512; i++) memcpy(line + 2 * i, "a ", 2);
    line[1024] = 0;
    CHECK(!tokens_parse(&t, line) && t.count == 512);
    memcpy(line + 1024, "a", 2);
    CHECK(strstr(tokens_parse(&t, line), "too many"));
    free(line);
}

static void any_bytes(void) {
    for (int i = 0; i < 20000; i++) {
        char line[64];
        size_t n = check_random() % sizeof line;
        for (size_t k = 0; k < n; k++) line[k] = " %-=a0Fg\xc3"[check_random() % 9];
        line[n ? n - 1 : 0] = 0;
        if (!tokens_parse(&t, line))
            for (unsigned k = 0; k < t.count; k++) CHECK(strlen(token(&t, k)) < sizeof line);
    }
}

static void round_trip(void) {
    for (int i = 0; i < 5000; i++) {
        char plain[33], line[128] = "-- ";
        size_t n = check_random() % 32;
        for (size_t k = 0; k < n; k++) plain[k] = (char)(check_random() % 255 + 1);
        plain[n] = 0;
        for (size_t k = 0; k < n; k++) sprintf(line + strlen(line), "%%%02X", (uint8_t)plain[k]);
        if (!n) strcat(line, "%");
        CHECK(!tokens_parse(&t, line) && t.count == 1 && !strcmp(token(&t, 0), plain));
    }
}

TESTS(T(splits_at_the_dashes), T(decodes), T(a_vmms_words_are_its_own_everywhere), T(empty_lines), T(refuses_what_is_malformed), T(has_limits), T(any_bytes), T(round_trip))
