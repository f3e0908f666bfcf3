/// Tests from outside the package, as its users are: messages name the first line outside of it.
@NullMarked
package dev.morgana.config.user;

import org.jspecify.annotations.NullMarked;
