/// A file system in memory, with the rules and the errors of Linux.
///
/// [MemoryFileSystem] is the tree, and the place to begin: it holds a root that cannot be changed and below it the empty directory
/// `/tmp`, which can. A [Location] names something in it; [MemoryFileSystem#open] makes an [OpenFile] of it, through which bytes move
/// between a [Source] or [Destination] and the file. [FileStatus] says what is known about a file. Whatever goes wrong is a
/// [FileException] with one of the [FileError] numbers.
///
/// Inside, a `Node` is a file, a directory or a symbolic link; `PathWalk` finds one; `Content` holds a file's bytes in chunks; `Budget`
/// bounds the memory of all together. One lock, the file system's monitor, guards everything: every operation is short, as nothing here
/// waits for a device. Time comes in as a parameter, in nanoseconds since 1970.
@NullMarked
package dev.morgana.storage;

import org.jspecify.annotations.NullMarked;
