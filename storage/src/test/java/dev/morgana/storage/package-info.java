/// Tests of the file system in memory.
@NullMarked
package dev.morgana.storage;

import org.jspecify.annotations.NullMarked;
