package dev.morgana.runtime.net;

import dev.morgana.sockets.Descriptor;
import dev.morgana.sockets.Readiness;
import java.net.SocketException;
import java.util.function.BooleanSupplier;

/// Virtual threads that wait for descriptors, by number. Who waits looks again afterwards: a wait may end early.
final class Parking {
    private Parking() {}

    /// Waits for `event`, unless `open` says no once a wake-up cannot be missed any more.
    ///
    /// @param nanos 0 for ever
    static void park(int number, int event, long nanos, BooleanSupplier open)
            throws SocketException {
        OpenDescriptors.of(number).park(event, nanos, open);
    }

    /// Waits until a selector's descriptor has something.
    ///
    /// @param nanos 0 for ever
    static void park(int number, long nanos) throws SocketException {
        park(number, Readiness.IN, nanos, () -> true);
    }

    /// Ends the waits for any of `events`.
    static void wake(int number, int events) {
        Descriptor descriptor = OpenDescriptors.table().find(number);
        if (descriptor != null) {
            descriptor.wake(events);
        }
    }
}
