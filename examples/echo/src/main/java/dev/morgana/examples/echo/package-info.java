/// The echo protocol of RFC 862 over TCP and UDP, with the JDK's non-blocking channels.
@NullMarked
package dev.morgana.examples.echo;

import org.jspecify.annotations.NullMarked;
