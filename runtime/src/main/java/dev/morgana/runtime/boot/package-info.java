/// From the kernel command line to `main`: boot keys, system properties, environment.
@NullMarked
package dev.morgana.runtime.boot;

import org.jspecify.annotations.NullMarked;
