/// Files, directories, links and locks.
@NullMarked
package dev.morgana.examples.files;

import org.jspecify.annotations.NullMarked;
