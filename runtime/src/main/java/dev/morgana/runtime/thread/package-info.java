/// The list of all threads that the image prints when it is asked to.
@NullMarked
package dev.morgana.runtime.thread;

import org.jspecify.annotations.NullMarked;
