/// Makes the image builder give the same object for the same program each time.
///
/// The builder's JVM runs with edited copies of a few classes of its JDK ([RepeatableJdk]), written from the JDK that is in use: no class of the JDK
/// is part of this module. Each change is an edit (`image.edited`); [Edits] lists them, each with what it repairs (ADR 22).
@NullMarked
package dev.morgana.image.repeatable;

import org.jspecify.annotations.NullMarked;
