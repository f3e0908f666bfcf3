/// Makes the compiler run `finally` where memory runs out.
///
/// It compiles an allocation as if it could not fail, unless its block catches `OutOfMemoryError` by this name; one that fails nevertheless leaves the whole compiled method, past its `finally` blocks and with its monitors
/// held. [AllocationEdges] edits copies of the builder's classes, so that each allocation of a method to which that matters has an exception edge (ADR 15).
@NullMarked
package dev.morgana.image.edges;

import org.jspecify.annotations.NullMarked;
