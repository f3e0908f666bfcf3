/* The word by which a VMM names a virtio-mmio device on the command line: SIZE@ADDRESS:LINE[:ID], SIZE with an optional K. */
#pragma once
#include "../machine.h"
bool device_token_parse(const char *text, struct machine_device *out);
