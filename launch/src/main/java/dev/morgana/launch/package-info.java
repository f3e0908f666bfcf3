/// From what a user names to a running image. The command line, the JUnit extension and the Maven plugin stand on it.
///
/// [Application] is the program: its class path, its main class, and the image that is built of it. [Target] says where an image runs and
/// [Target.Settings] with what: memory, network, forwarded ports, boot keys, arguments. [RunningImage] starts it, moves its consoles to a [RunListener], and ends with an [Outcome]; [ExitStatus] lists the statuses that are not the program's own.
@NullMarked
package dev.morgana.launch;

import org.jspecify.annotations.NullMarked;
