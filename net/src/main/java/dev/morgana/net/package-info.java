/// The protocols, sans-I/O: frames and time go in, frames and the next deadline come out.
@NullMarked
package dev.morgana.net;

import org.jspecify.annotations.NullMarked;
