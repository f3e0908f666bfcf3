/// What is added to `java.base` of the builder's JDK.
@NullMarked
package dev.morgana.image.repeatable.reflection;

import org.jspecify.annotations.NullMarked;
