/// What is added to the image builder (`org.graalvm.nativeimage.builder`).
@NullMarked
package dev.morgana.image.edges.builder;

import org.jspecify.annotations.NullMarked;
