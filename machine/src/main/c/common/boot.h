/* The command line, as the port hands it over and asks about it. */
#pragma once
#include <stdbool.h>

void boot_tokens(const char *line);            /* does not return when the line is malformed */
void boot_word(const char *word, bool argument); /* or word by word, as they are */
const char *boot_device(unsigned *next);       /* what the VMM's next device word says; *next starts at 0 */
