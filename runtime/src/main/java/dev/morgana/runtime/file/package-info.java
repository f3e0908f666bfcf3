/// Files as the JDK sees them: the natives of `java.io` and `java.nio.file`, over the file system in memory of module `storage`.
///
/// The way in is one class for each class of the JDK that has natives, `Target_...`; those of `java.io` get paths as text and throw
/// `IOException`, those of `java.nio` get addresses of C strings and throw `UnixException` (`UnixCalls` converts). Below them `Tree` asks
/// about names, and `OpenFiles` gives numbers to what is open: from 2^20 upwards, as small numbers are those of the console and of sockets.
///
/// A program that cannot make any file has no file system in its image: `Mount` makes one only where something can be created, `Tree`
/// answers without one (there are `/` and the empty `/tmp`), and the closed-world analysis does the rest.
@NullMarked
package dev.morgana.runtime.file;

import org.jspecify.annotations.NullMarked;
