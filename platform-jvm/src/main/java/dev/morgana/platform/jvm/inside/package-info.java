/// What stands for the machine under the library OS on a JVM: a TAP device, the kernel's random numbers. Woven into `java.base`, so that it may use java.base only.
@NullMarked
package dev.morgana.platform.jvm.inside;

import org.jspecify.annotations.NullMarked;
