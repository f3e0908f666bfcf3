/* Frames: the pages of physical memory outside the image. Their content is reached through the window, a map of all of them at an address that every boot chooses anew;
   no page of them is mapped anywhere else but for its use. Never demand paged. */
#pragma once
#include "../common/account.h"
#include "../common/spin.h"

void frames_add(uint64_t start, uint64_t end);      /* memory that nobody else uses */

/* These want the lock (masked). It is the innermost one: page faults happen under any other lock, none can happen under this one. */
extern struct spin frames_lock;
extern struct account frames_account;               /* `free` is kept here, `promised` by whoever promises */
uint64_t frame_take(void);                          /* content unknown; 0 when there is none */
uint64_t frame_take_clear(void);
void frame_give(uint64_t frame);
uint64_t frames_take_run(uint64_t count);           /* contiguous; from memory that was never used */

extern uint64_t frames_window;                       /* 0 while the boot map is in use: then the address is the physical one */
static inline void *frame_content(uint64_t frame) { return (void *)(frames_window + frame); }
void frame_clear(uint64_t frame);
