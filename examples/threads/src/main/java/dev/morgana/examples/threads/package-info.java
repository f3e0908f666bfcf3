/// Virtual and platform threads, locks, and a thread that only computes.
@NullMarked
package dev.morgana.examples.threads;

import org.jspecify.annotations.NullMarked;
