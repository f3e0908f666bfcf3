/// Targets that reach into the package of the same name.
@NullMarked
package dev.morgana.runtime.zip;

import org.jspecify.annotations.NullMarked;
