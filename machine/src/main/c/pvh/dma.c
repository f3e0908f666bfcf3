/* Memory for devices, mapped where the device sees it. Small pieces share a page. */
#include "../common/libc.h"
#include "../common/port.h"
#include "../machine.h"
#include "frames.h"
#include "space.h"

enum { LEAST = 64 };

static uint64_t piece, piece_end; /* what is left of the page that small pieces are cut from; under the frames' lock */

void *machine_dma_allocate(size_t bytes) {
    if (!bytes || bytes > 1UL << 40) return NULL;
    uint64_t size = page_up(bytes), at;
    bool small = bytes <= PAGE / 2;
    if (small) /* a power of two, so that pieces are aligned to their size */
        for (size = LEAST; size < bytes;) size *= 2;
    bool masked = port_mask();
    spin_take(&frames_lock);
    if (!small) {
        at = space_device_memory(size / PAGE);
    } else {
        piece = (piece + size - 1) & ~(size - 1);
        if (piece + size > piece_end && (piece = space_device_memory(1))) piece_end = piece + PAGE;
        at = piece;
        if (piece) piece += size;
    }
    spin_give(&frames_lock);
    if (!masked) port_unmask();
    return at ? memset((void *)at, 0, size) : NULL;
}
