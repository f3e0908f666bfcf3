/// The JDK's native floor in Java, and the start-up of an image: the only module that knows `org.graalvm.*` and `jdk.internal.*`.
///
/// Where the JDK would call C, a class `Target_...` of this module (one file per JDK class, in a package per theme) puts Java in the
/// method's place: `console`, `file`, `net`, `process`, `random`, `zone`, `zip`. `text` and `loops` put less in the place of more, with the same results. `boot` reads the kernel command line before `main`;
/// `machine` holds everything that touches the machine layer's C functions and raw memory; `hosted` runs in the image builder only.
@NullMarked
package dev.morgana.runtime;

import org.jspecify.annotations.NullMarked;
