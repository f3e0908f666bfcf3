/* The CPU's own random numbers. */
#pragma once
#include <stdbool.h>
#include <stdint.h>

bool random_word(uint64_t *v); /* from RDSEED, else RDRAND; false if the CPU has neither, or both fail again and again */
