/// Sockets, selectors, names and network interfaces: the JDK's natives over `dev.morgana.sockets`, and the network itself, which starts
/// with the first of them that needs it.
@NullMarked
package dev.morgana.runtime.net;

import org.jspecify.annotations.NullMarked;
