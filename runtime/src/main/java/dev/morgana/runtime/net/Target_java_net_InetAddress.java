package dev.morgana.runtime.net;

import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import java.net.InetAddress;

/// There is IPv4 only.
@TargetClass(InetAddress.class)
final class Target_java_net_InetAddress {
    @Substitute
    static boolean isIPv4Available() {
        return true;
    }

    @Substitute
    static boolean isIPv6Supported() {
        return false;
    }
}
