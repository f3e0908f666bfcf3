#pragma once
#include <stdbool.h>
/* Reads virtio_mmio.device=, and does not return when it is malformed. `described`: the machine has ACPI tables. */
void devices_start(bool described);
