/// Just enough of ELF64 to read an image: sections, symbols, and the bytes of a section.
@NullMarked
package dev.morgana.image.elf;

import org.jspecify.annotations.NullMarked;
