/// Runs inside the image builder, never in the image.
@NullMarked
package dev.morgana.runtime.hosted;

import org.jspecify.annotations.NullMarked;
