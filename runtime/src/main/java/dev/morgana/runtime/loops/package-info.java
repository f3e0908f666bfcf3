/// Methods of the JDK that nearly every program can reach and that only for convenience are written with `java.util.stream`, regular expressions or `java.util.Scanner`: the same, written as loops. What
/// these hold is then in an image only if something computes with them.
@NullMarked
package dev.morgana.runtime.loops;

import org.jspecify.annotations.NullMarked;
