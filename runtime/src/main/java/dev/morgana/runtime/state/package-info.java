/// The state of the machine's layers, for an ordinary program: files below `/proc/morgana` that hold JSON.
@NullMarked
package dev.morgana.runtime.state;

import org.jspecify.annotations.NullMarked;
