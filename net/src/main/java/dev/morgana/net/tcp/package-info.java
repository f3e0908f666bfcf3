/// TCP (RFC 9293), sans-I/O: segments, user calls and time go in; segments, readiness and the next deadline come out.
@NullMarked
package dev.morgana.net.tcp;

import org.jspecify.annotations.NullMarked;
