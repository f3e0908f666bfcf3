/// Descriptors, readiness and blocking operations over the network stack.
@NullMarked
package dev.morgana.sockets;

import org.jspecify.annotations.NullMarked;
