// sources: pvh/cmos.c
#include "check.h"
#include "pvh/clock.h"

static void every_day_follows_the_one_before(void) {
    static const unsigned days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    int64_t expected = 0;
    for (int64_t year = 1970; year < 2500; year++)
        for (unsigned month = 1; month <= 12; month++) {
            int leap = month == 2 && (year % 4 == 0 && (year % 100 != 0 || year % 400 == 0));
            for (unsigned day = 1; day <= days[month - 1] + (unsigned)leap; day++) CHECK(calendar_days(year, month, day) == expected++);
        }
}

TESTS(T(every_day_follows_the_one_before))
