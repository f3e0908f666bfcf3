package dev.morgana.runtime.net;

import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import dev.morgana.sockets.EventCounter;
import java.io.IOException;

/// The counter that wakes a selector.
@TargetClass(className = "sun.nio.ch.EventFD")
final class Target_sun_nio_ch_EventFD {
    @Substitute
    static int eventfd0() throws IOException {
        return OpenDescriptors.add(new EventCounter(Network.instance().stack()));
    }

    @Substitute
    static int set0(int number) throws IOException {
        if (OpenDescriptors.of(number) instanceof EventCounter counter) {
            counter.increment();
        }
        return 0;
    }
}
