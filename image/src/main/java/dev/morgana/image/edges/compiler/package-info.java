/// What is added to the compiler (`jdk.graal.compiler`).
@NullMarked
package dev.morgana.image.edges.compiler;

import org.jspecify.annotations.NullMarked;
