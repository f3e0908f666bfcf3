/// The command line as its users meet it, and images booted in QEMU.
///
/// [dev.morgana.system.Morgana] runs `./morgana` as a child process, [dev.morgana.system.Session] is a run that is still going,
/// [dev.morgana.system.Transcript] one that has ended. [dev.morgana.system.Host] holds what tests need of this machine, and
/// [dev.morgana.system.Monitor] talks to a running QEMU. Images are built once and shared through the tool's own cache. No test
/// depends on speed: waits are for events, with a limit that only a hang reaches.
@NullMarked
package dev.morgana.system;

import org.jspecify.annotations.NullMarked;
