/* Devices on PCI Express. */
#pragma once
#include <stdbool.h>
#include <stdint.h>

void pci_start(uint64_t configuration); /* of bus 0; 0: the machine has none */
bool pci_is_message(unsigned line);     /* whether a line fires by messages instead of a pin */
