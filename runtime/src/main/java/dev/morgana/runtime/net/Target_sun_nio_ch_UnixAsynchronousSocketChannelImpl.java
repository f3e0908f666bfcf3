package dev.morgana.runtime.net;

import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import java.io.IOException;

/// The end of an asynchronous connection request.
@TargetClass(className = "sun.nio.ch.UnixAsynchronousSocketChannelImpl")
final class Target_sun_nio_ch_UnixAsynchronousSocketChannelImpl {
    @Substitute
    static void checkConnect(int number) throws IOException {
        SocketCalls.checkConnect(number);
    }
}
