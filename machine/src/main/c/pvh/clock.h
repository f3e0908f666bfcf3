/* Clocks: the TSC for monotonic time, KVM's paravirtual clock or the CMOS clock for the time of day. */
#pragma once
#include <stdbool.h>
#include <stdint.h>

void clock_start(void);

/* KVM's clock: nanoseconds per TSC tick as a 32.32 fixed-point number, and the time of day now. False on any other hypervisor. */
bool kvm_clock(uint64_t *scale, uint64_t *now);

/* The CMOS clock: seconds since 1970, 0 when there is none. */
uint64_t cmos_clock(void);

/* Days from 1970-01-01 to a day of the Gregorian calendar; month and day from 1. */
int64_t calendar_days(int64_t year, unsigned month, unsigned day);
