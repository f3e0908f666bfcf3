/// Methods of the JDK that nearly every program can reach and that only for convenience are written with `java.util.stream`: the same, written as loops. The streams' five hundred methods are then in an
/// image only if something computes with streams.
@NullMarked
package dev.morgana.runtime.loops;

import org.jspecify.annotations.NullMarked;
