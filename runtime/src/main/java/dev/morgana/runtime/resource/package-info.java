/// Resources of the class path, which the builder's runtime holds: how their names are looked up.
@NullMarked
package dev.morgana.runtime.resource;

import org.jspecify.annotations.NullMarked;
