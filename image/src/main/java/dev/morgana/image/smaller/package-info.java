/// Makes the image builder write a smaller object for the same program (ADR 21).
///
/// The builder runs with edited copies of a few of its own classes ([SmallerBuilder]), as it does with those of its JDK (`image.repeatable`).
@NullMarked
package dev.morgana.image.smaller;

import org.jspecify.annotations.NullMarked;
