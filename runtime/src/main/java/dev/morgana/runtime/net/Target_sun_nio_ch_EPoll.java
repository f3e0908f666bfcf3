package dev.morgana.runtime.net;

import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import java.io.IOException;

/// The readiness lists behind the JDK's selectors and behind its pollers for virtual threads.
@TargetClass(className = "sun.nio.ch.EPoll")
final class Target_sun_nio_ch_EPoll {
    @Substitute
    static int eventSize() {
        return EpollEvents.SIZE;
    }

    @Substitute
    static int eventsOffset() {
        return EpollEvents.EVENTS;
    }

    @Substitute
    static int dataOffset() {
        return EpollEvents.DATA;
    }

    @Substitute
    static int create() throws IOException {
        return EpollEvents.create();
    }

    @Substitute
    static int ctl(int epoll, int operation, int descriptor, int events) {
        return EpollEvents.control(epoll, operation, descriptor, events);
    }

    @Substitute
    static int wait(int epoll, long address, int most, int timeout) throws IOException {
        return EpollEvents.await(epoll, address, most, timeout);
    }
}
