/// The native floor of `java.util.zip`, in Java: [Inflation], [Deflation] (over JZlib, a port of zlib) and [Checksums]. The
/// `Target_...` classes put them in the place of the JDK's native methods; a zlib stream is known to the JDK by a handle of
/// [Streams], where the C implementation hands out a pointer.
@NullMarked
package dev.morgana.runtime.zip;

import org.jspecify.annotations.NullMarked;
