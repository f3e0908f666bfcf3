package dev.morgana.runtime.net;

import com.oracle.svm.core.annotate.Alias;
import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import java.net.InetAddress;
import java.net.URL;
import org.jspecify.annotations.Nullable;

/// Comparing URLs resolves their hosts' names: the one edge from nearly every program into the network, cut where there is none.
@TargetClass(URL.class)
final class Target_java_net_URL {
    @Alias @Nullable String host;
    @Alias @Nullable InetAddress hostAddress;

    @Substitute
    synchronized @Nullable InetAddress getHostAddress() {
        String name = host;
        if (hostAddress == null && name != null && !name.isEmpty()) {
            hostAddress = UrlHosts.find(name);
        }
        return hostAddress;
    }
}
