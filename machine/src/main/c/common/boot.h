/* The command line, as the port hands it over and asks about it. */
#pragma once

#define DEVICE_TOKEN "virtio_mmio.device="

void boot_tokens(const char *line); /* does not return when the line is malformed */
const char *boot_token_after(const char *prefix, unsigned *next); /* the rest of the next boot token that begins so; *next starts at 0 */
