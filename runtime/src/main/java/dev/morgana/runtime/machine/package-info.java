/// What touches the machine: the C functions of the machine layer, and raw memory. Nothing else in Morgana's Java code does.
@NullMarked
package dev.morgana.runtime.machine;

import org.jspecify.annotations.NullMarked;
