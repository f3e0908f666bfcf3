// sources: pvh/device_token.c
#include "check.h"
#include "pvh/device_token.h"

static void as_vmms_write_it(void) {
    struct machine_device d;
    CHECK(device_token_parse("512@0xfeb00e00:12", &d) && d.size == 512 && d.address == 0xfeb00e00 && d.line == 12);
    CHECK(device_token_parse("4K@0xd0000000:5", &d) && d.size == 4096 && d.line == 5);
    CHECK(device_token_parse("0x200@4273995776:40:3", &d) && d.address == 0xfec00000 && d.line == 40);
}

static void refused(void) {
    struct machine_device d;
    static const char *const bad[] = {"", "512", "512@", "512@0xfeb00000", "512@0xfeb00000:", "512@0xfeb00000:5x", "512@0xfeb00000:64", "@0xfeb00000:5", "0@0xfeb00000:5",
                                      "512@0x0:5", "512@0x1000:5", "1024K@0xfeb00000:5", "512@0xfeb00001:5", "512@0xffffffffffffffffff:5", "512@feb:5", "-1@0xfeb00000:5", "512@0x:1"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) CHECK(!device_token_parse(bad[i], &d));
}

TESTS(T(as_vmms_write_it), T(refused))
