/// The command line. [Morgana] is the root command; one class for each command below it.
///
/// A run goes through [Application] (what the user named, and how it becomes a class path and a main class), `dev.morgana.image` (the
/// image), [Target] (where it runs), [KernelCommandLine] (arguments, environment, boot keys) and [RunningImage] (the process, its
/// consoles, signals and its end). [ExitStatus] lists the tool's own statuses.
@NullMarked
package dev.morgana.cli;

import org.jspecify.annotations.NullMarked;
