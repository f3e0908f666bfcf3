/// A program on an ordinary JVM, with the host's sockets or with Morgana's network under them.
///
/// With its own network, [Weaver] does to the JDK's classes what the image builder does: the methods of `runtime` that are marked as substitutions replace the JDK's natives. The
/// result is a folder for `--patch-module`. The machine below, which an image finds in C, is here what [dev.morgana.platform.jvm.inside] substitutes for it.
@NullMarked
package dev.morgana.platform.jvm;

import org.jspecify.annotations.NullMarked;
