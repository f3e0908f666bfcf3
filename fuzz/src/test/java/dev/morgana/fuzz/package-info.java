/// Targets for Jazzer. As ordinary tests they take the inputs saved beside them, in `src/test/resources`; `fuzz/run TARGET SECONDS` looks for
/// new ones, guided by coverage.
@NullMarked
package dev.morgana.fuzz;

import org.jspecify.annotations.NullMarked;
