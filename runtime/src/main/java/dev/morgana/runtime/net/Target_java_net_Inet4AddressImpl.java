package dev.morgana.runtime.net;

import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import java.net.InetAddress;
import java.net.UnknownHostException;

/// Names of hosts.
@TargetClass(className = "java.net.Inet4AddressImpl")
final class Target_java_net_Inet4AddressImpl {
    @Substitute
    String getLocalHostName() throws UnknownHostException {
        return HostNames.own();
    }

    @Substitute
    InetAddress[] lookupAllHostAddr(String host) throws UnknownHostException {
        return HostNames.lookup(host);
    }

    @Substitute
    String getHostByAddr(byte[] address) throws UnknownHostException {
        return HostNames.of(address);
    }
}
