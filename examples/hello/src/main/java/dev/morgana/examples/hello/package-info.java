/// The smallest program.
@NullMarked
package dev.morgana.examples.hello;

import org.jspecify.annotations.NullMarked;
