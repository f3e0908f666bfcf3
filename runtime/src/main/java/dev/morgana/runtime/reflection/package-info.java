/// What the JDK's reflection holds of the JVM that built the image, and an image does not need.
@NullMarked
package dev.morgana.runtime.reflection;

import org.jspecify.annotations.NullMarked;
