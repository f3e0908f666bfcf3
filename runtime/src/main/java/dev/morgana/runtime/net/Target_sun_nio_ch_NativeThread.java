package dev.morgana.runtime.net;

import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;

/// Elsewhere a signal brings a thread back from a blocking call; here closing the descriptor does.
@TargetClass(className = "sun.nio.ch.NativeThread")
final class Target_sun_nio_ch_NativeThread {
    @Substitute
    static boolean supportPendingSignals0() {
        return false;
    }

    /// Any token but 0 says that threads can be brought back.
    @Substitute
    static long current0() {
        return 1;
    }

    @Substitute
    static void signal0(long thread) {}

    @Substitute
    static void init() {}
}
