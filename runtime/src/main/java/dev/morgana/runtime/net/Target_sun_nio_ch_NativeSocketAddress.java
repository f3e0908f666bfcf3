package dev.morgana.runtime.net;

import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;

/// The layout of Linux's `struct sockaddr_in` and `sockaddr_in6`.
@TargetClass(className = "sun.nio.ch.NativeSocketAddress")
final class Target_sun_nio_ch_NativeSocketAddress {
    @Substitute
    static int AFINET() {
        return 2;
    }

    @Substitute
    static int AFINET6() {
        return 10;
    }

    @Substitute
    static int sizeofSockAddr4() {
        return 16;
    }

    @Substitute
    static int sizeofSockAddr6() {
        return 28;
    }

    @Substitute
    static int sizeofFamily() {
        return 2;
    }

    @Substitute
    static int offsetFamily() {
        return 0;
    }

    @Substitute
    static int offsetSin4Port() {
        return 2;
    }

    @Substitute
    static int offsetSin4Addr() {
        return 4;
    }

    @Substitute
    static int offsetSin6Port() {
        return 2;
    }

    @Substitute
    static int offsetSin6Addr() {
        return 8;
    }

    @Substitute
    static int offsetSin6ScopeId() {
        return 24;
    }

    @Substitute
    static int offsetSin6FlowInfo() {
        return 4;
    }
}
