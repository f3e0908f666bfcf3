package dev.morgana.runtime.process;

import com.oracle.svm.core.annotate.Alias;
import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import java.util.Hashtable;
import jdk.internal.misc.Signal;

@TargetClass(Signal.class)
final class Target_jdk_internal_misc_Signal {
    @Alias private static Hashtable<Signal, Signal.Handler> handlers;

    @Alias private static Hashtable<Integer, Signal> signals;

    /// Called by the one thread that takes signals, which must outlive a full heap.
    @Substitute
    static void dispatch(int number) {
        Signal signal = signals.get(number);
        if (signal == null) {
            return;
        }
        Signal.Handler handler = handlers.get(signal);
        if (handler != null) {
            SignalHandling.begin(signal, handler);
        }
    }
}
