/// Virtio 1.2 drivers over the MMIO transport.
@NullMarked
package dev.morgana.virtio;

import org.jspecify.annotations.NullMarked;
