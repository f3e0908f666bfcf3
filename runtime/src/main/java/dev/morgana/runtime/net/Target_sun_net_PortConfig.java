package dev.morgana.runtime.net;

import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;

/// The range of chosen ports (RFC 6335 section 6).
@TargetClass(className = "sun.net.PortConfig")
final class Target_sun_net_PortConfig {
    @Substitute
    static int getLower0() {
        return 49152;
    }

    @Substitute
    static int getUpper0() {
        return 65535;
    }
}
