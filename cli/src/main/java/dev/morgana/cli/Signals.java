package dev.morgana.cli;

import dev.morgana.launch.Outcome;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;

/// Signals to this process, handed to the machine that it runs.
///
/// The JDK's only interface to signals is `sun.misc.Signal`, which the compiler warns of wherever it is named; so it is named by reflection.
final class Signals {
    private static final int HANGUP = 1;
    private static final int INTERRUPT = 2;
    private static final int TERMINATE = 15;

    private Signals() {}

    /// Who gets the signals.
    interface Target {
        /// A signal has come; called on a thread of its own.
        ///
        /// @param number its POSIX number
        /// @param why what it is for the outcome
        void signal(int number, Outcome.Cause why);

        /// The program's threads are asked for; called on a thread of its own.
        void threads();
    }

    /// Sends all further signals to `target`. Signals that the parent process had ignored (nohup) stay ignored.
    static void to(Target target) {
        handle("HUP", () -> target.signal(HANGUP, Outcome.Cause.HANGUP));
        handle("INT", () -> target.signal(INTERRUPT, Outcome.Cause.INTERRUPT));
        handle("TERM", () -> target.signal(TERMINATE, Outcome.Cause.TERMINATE));
        handle("USR1", target::threads);
    }

    private static void handle(String name, Runnable action) {
        InvocationHandler handler =
                (proxy, method, arguments) -> {
                    action.run();
                    return null;
                };
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> type = Class.forName("sun.misc.SignalHandler");
            Object proxy =
                    Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler);
            signal.getMethod("handle", signal, type)
                    .invoke(null, signal.getConstructor(String.class).newInstance(name), proxy);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this JDK has no sun.misc.Signal", e);
        }
    }
}
