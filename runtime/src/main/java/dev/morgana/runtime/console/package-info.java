/// `System.in`, `System.out` and `System.err`.
@NullMarked
package dev.morgana.runtime.console;

import org.jspecify.annotations.NullMarked;
