/// The one process: its end and its environment. There are no others.
@NullMarked
package dev.morgana.runtime.process;

import org.jspecify.annotations.NullMarked;
