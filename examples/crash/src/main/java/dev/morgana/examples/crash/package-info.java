/// A program that ends by an uncaught exception.
@NullMarked
package dev.morgana.examples.crash;

import org.jspecify.annotations.NullMarked;
