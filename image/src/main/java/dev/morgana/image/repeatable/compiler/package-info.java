/// What is added to the compiler interface (`jdk.internal.vm.ci`) of the builder's JDK.
@NullMarked
package dev.morgana.image.repeatable.compiler;

import org.jspecify.annotations.NullMarked;
