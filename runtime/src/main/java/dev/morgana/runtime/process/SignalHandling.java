package dev.morgana.runtime.process;

import jdk.internal.misc.Signal;

/// Runs the handlers of signals.
final class SignalHandling {
    private SignalHandling() {}

    /// As in the JDK, a handler has a thread of its own; but where there is no memory for that, it runs in this one, so that Ctrl-C ends
    /// a program that holds all memory. Lets no [OutOfMemoryError] through: who calls this also takes the next signal.
    static void begin(Signal signal, Signal.Handler handler) {
        try {
            new Thread(null, () -> handler.handle(signal), signal + " handler", 0, false).start();
        } catch (OutOfMemoryError e) {
            handleHere(signal, handler);
        }
    }

    private static void handleHere(Signal signal, Signal.Handler handler) {
        try {
            handler.handle(signal);
        } catch (OutOfMemoryError e) {
            // The handler itself found no memory: the signal is lost, as it would be with a thread
            // of its own.
        }
    }
}
