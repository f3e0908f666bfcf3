/// The command line. [Morgana] is the root command; one class for each command below it.
///
/// What a command does with a program and its image stands in `dev.morgana.launch` and `dev.morgana.image`; here are the words of the command line, [Terminal] (the tool's own words) and [Signals].
@NullMarked
package dev.morgana.cli;

import org.jspecify.annotations.NullMarked;
