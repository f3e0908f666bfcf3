/// Targets that reach into the package of the same name.
@NullMarked
package dev.morgana.runtime.net;

import org.jspecify.annotations.NullMarked;
