/* The address space of the running machine: the kernel map with its attributes, and the ranges that are backed on touch. */
#pragma once
#include "memory_map.h"
#include <stdbool.h>
#include <stdint.h>

void space_start(const struct memory_map *map);                 /* builds the final page tables and switches to them */
enum { INTERRUPT_STACK = 2, IDLE_STACK = 4 };
uint64_t space_stack(unsigned pages);                           /* a stack that is never given back, guard page below; its top */
uint64_t space_root(void);                                      /* the page tables' physical address */
bool space_map_device(uint64_t address, uint64_t length);       /* device registers, at their physical address */
uint64_t space_device_memory(uint64_t pages);                   /* contiguous memory at its physical address, never given back; 0: not enough. Wants the frames' lock */
bool space_fault(uint64_t address, uint64_t error);             /* a page fault; true when it is served */

/* What a report says about an address. */
enum space_kind { SPACE_UNMAPPED, SPACE_ZERO_PAGE, SPACE_RESERVED, SPACE_CLOSED, SPACE_NO_FRAME, SPACE_READ_ONLY, SPACE_NOT_CODE, SPACE_MAPPED };
enum space_kind space_explain(uint64_t address, uint64_t error);
bool space_readable(uint64_t address);                          /* a byte can be read there without a fault that ends in a report */
