#pragma once
#include "acpi.h"
void devices_start(const struct madt *m); /* reads virtio_mmio.device=; does not return when it is malformed */
