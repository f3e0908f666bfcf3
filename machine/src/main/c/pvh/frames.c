#include "frames.h"
#include "../common/libc.h"

enum { REGIONS = 32 };

struct spin frames_lock;
struct account frames_account;
uint64_t frames_window;
static struct {
    uint64_t start, end; /* never used yet: no list of them has to be built at boot */
} regions[REGIONS];
static unsigned region_count;
static uint64_t given_back; /* list of frames, linked through their first words */

void frames_add(uint64_t start, uint64_t end) {
    if (start >= end || region_count == REGIONS) return;
    regions[region_count].start = start;
    regions[region_count++].end = end;
    frames_account.total += (end - start) / PAGE;
    frames_account.free += (end - start) / PAGE;
}

uint64_t port_memory_room(bool collection) { return account_room(&frames_account, USE_JAVA, collection) * PAGE; }
void port_memory_collecting(bool on) { frames_account.collecting = on; }
uint64_t port_memory_total(void) { return frames_account.total * PAGE; }
uint64_t port_memory_free(void) { return account_available(&frames_account) * PAGE; }

uint64_t frame_take(void) {
    uint64_t frame = given_back;
    if (frame) {
        given_back = *(uint64_t *)frame_content(frame);
    } else {
        unsigned i = 0;
        while (i < region_count && regions[i].start == regions[i].end) i++;
        if (i == region_count) return 0;
        frame = regions[i].start;
        regions[i].start += PAGE;
    }
    frames_account.free--;
    return frame;
}

void frame_clear(uint64_t frame) { memset(frame_content(frame), 0, PAGE); }

uint64_t frame_take_clear(void) {
    uint64_t frame = frame_take();
    if (frame) frame_clear(frame);
    return frame;
}

void frame_give(uint64_t frame) {
    *(uint64_t *)frame_content(frame) = given_back;
    given_back = frame;
    frames_account.free++;
}

/* From the end of the last region that has room: the beginnings are used page by page. */
uint64_t frames_take_run(uint64_t count) {
    for (unsigned i = region_count; i-- > 0;) {
        if ((regions[i].end - regions[i].start) / PAGE < count) continue;
        regions[i].end -= count * PAGE;
        frames_account.free -= count;
        return regions[i].end;
    }
    return 0;
}
