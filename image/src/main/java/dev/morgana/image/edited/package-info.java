/// Changes to classes of others, made to copies of them while an image is built.
///
/// An [Edit] says what changes in a class, by the places in its code; [EditedClasses] makes the copies of a module, for `--patch-module`.
@NullMarked
package dev.morgana.image.edited;

import org.jspecify.annotations.NullMarked;
