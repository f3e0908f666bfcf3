/// The file system as the JDK sees it: the root directory, empty. No device holds files yet; every path below `/` does not exist, and
/// the JDK's own exceptions say so.
@NullMarked
package dev.morgana.runtime.file;

import org.jspecify.annotations.NullMarked;
