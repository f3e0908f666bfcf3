package dev.morgana.launch;

import java.nio.file.Path;
import java.util.List;

/// How a running program begins, and how its end is understood.
///
/// @param command the command and its arguments
/// @param helpers commands that must run before it and end with it
/// @param ownStreams whether its streams are those of its process; else they are sockets
/// @param inputSocket whether one of the sockets is standard input
/// @param signalled whether signals are sent to the command itself, and its status is the program's; else both go through the control channel
/// @param silent what the status of the command means when the program said nothing about its end
record Launch(
        List<String> command,
        List<Helper> helpers,
        boolean ownStreams,
        boolean inputSocket,
        boolean signalled,
        Silent silent) {

    /// What a status means.
    @FunctionalInterface
    interface Silent {
        /// The outcome for a status of the command.
        Outcome of(int status);
    }

    /// A command beside the image's.
    ///
    /// @param command the command and its arguments
    /// @param ready a file that exists once it can be used
    record Helper(List<String> command, Path ready) {}
}
