package dev.morgana.runtime.net;

import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import java.net.Proxy;
import org.jspecify.annotations.Nullable;

/// There are no system-wide proxy settings; properties decide.
@TargetClass(className = "sun.net.spi.DefaultProxySelector")
final class Target_sun_net_spi_DefaultProxySelector {
    @Substitute
    synchronized Proxy @Nullable [] getSystemProxies(String protocol, String host) {
        return null;
    }
}
