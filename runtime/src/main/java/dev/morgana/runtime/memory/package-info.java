/// How the Native Image runtime allocates, where the machine makes a difference, and how much.
@NullMarked
package dev.morgana.runtime.memory;

import org.jspecify.annotations.NullMarked;
