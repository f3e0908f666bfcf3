package dev.morgana.runtime.net;

import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;

/// The JDK's own reading of name servers, for JNDI: no file names any.
@TargetClass(className = "sun.net.dns.ResolverConfigurationImpl")
final class Target_sun_net_dns_ResolverConfigurationImpl {
    @Substitute
    static String fallbackDomain0() {
        return "";
    }
}
