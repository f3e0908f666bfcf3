package dev.morgana.runtime.net;

import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import dev.morgana.sockets.Readiness;
import java.io.IOException;
import java.util.function.BooleanSupplier;

/// How virtual threads wait for sockets and selectors. The JDK has threads that wait on an epoll instance for all of them; here a
/// descriptor itself knows who waits for it, and whoever makes it ready unparks that thread.
@Substitute
@TargetClass(className = "sun.nio.ch.Poller")
final class Target_sun_nio_ch_Poller {
    @Substitute
    static void poll(int fdVal, int event, long nanos, BooleanSupplier supplier)
            throws IOException {
        Parking.park(fdVal, event, nanos, supplier);
    }

    @Substitute
    static void pollSelector(int fdVal, long nanos) throws IOException {
        Parking.park(fdVal, nanos);
    }

    @Substitute
    static void stopPoll(int fdVal, int event) {
        Parking.wake(fdVal, event);
    }

    @Substitute
    static void stopPoll(int fdVal) {
        Parking.wake(fdVal, Readiness.IN | Readiness.OUT);
    }
}
