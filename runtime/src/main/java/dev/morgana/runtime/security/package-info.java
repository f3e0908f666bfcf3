/// The JDK's security providers, as far as an image holds them.
@NullMarked
package dev.morgana.runtime.security;

import org.jspecify.annotations.NullMarked;
