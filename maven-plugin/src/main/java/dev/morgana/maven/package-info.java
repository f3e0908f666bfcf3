/// The Maven plugin. Each goal is a command of `morgana` on the project that Maven has just built; only what Maven knows better than the
/// command line stands here: the class path, where the project's files lie, and when to build.
@NullMarked
package dev.morgana.maven;

import org.jspecify.annotations.NullMarked;
