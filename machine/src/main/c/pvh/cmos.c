/* The CMOS clock of the PC: whole seconds, in UTC. */
#include "../common/x86.h"
#include "clock.h"

enum { SELECT = 0x70, VALUE = 0x71, STATUS_A = 10, STATUS_B = 11, UPDATING = 0x80, BINARY = 4, HOURS_24 = 2, PM = 0x80, FIELDS = 6 };
static const uint8_t registers[FIELDS] = {0, 2, 4, 7, 8, 9}; /* second, minute, hour, day, month, year of the century */

static uint8_t read(uint8_t r) {
    outb(SELECT, r);
    return inb(VALUE);
}

static unsigned plain(uint8_t v, uint8_t status) { return status & BINARY ? v : (v >> 4) * 10U + (v & 15); }

int64_t calendar_days(int64_t year, unsigned month, unsigned day) {
    /* Years that begin in March put the leap day at the end; 153 / 5 is the mean length of a month in that order. */
    year -= month <= 2;
    unsigned months = (month + 9) % 12, day_of_year = (153 * months + 2) / 5 + day - 1;
    int64_t days = year * 365 + year / 4 - year / 100 + year / 400 + day_of_year;
    return days - 719468;
}

/* The clock may tick while it is read: if the second is still the same afterwards, it did not. */
static bool fields(uint8_t *f) {
    for (int tries = 0; tries < 1000; tries++) {
        if (read(STATUS_A) & UPDATING) continue;
        for (int i = 0; i < FIELDS; i++) f[i] = read(registers[i]);
        if (read(registers[0]) == f[0]) return true;
    }
    return false;
}

uint64_t cmos_clock(void) {
    uint8_t f[FIELDS], status = read(STATUS_B);
    if (status == 0xff || !fields(f)) return 0; /* nobody answers at these ports */
    unsigned hour = plain(f[2] & ~PM, status);
    if (!(status & HOURS_24)) hour = hour % 12 + (f[2] & PM ? 12 : 0);
    unsigned month = plain(f[4], status), day = plain(f[3], status);
    if (month < 1 || month > 12 || day < 1 || day > 31) return 0;
    int64_t days = calendar_days(2000 + (int64_t)plain(f[5], status), month, day);
    return (uint64_t)days * 86400 + hour * 3600 + plain(f[1], status) * 60 + plain(f[0], status);
}
