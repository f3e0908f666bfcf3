package dev.morgana.runtime.net;

import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import java.net.InetAddress;
import java.net.UnknownHostException;

/// Never used, as there is no IPv6, but the JDK's code could reach it.
@TargetClass(className = "java.net.Inet6AddressImpl")
final class Target_java_net_Inet6AddressImpl {
    @Substitute
    String getLocalHostName() throws UnknownHostException {
        return HostNames.own();
    }

    @Substitute
    InetAddress[] lookupAllHostAddr(String host, int characteristics) throws UnknownHostException {
        return HostNames.lookup(host);
    }

    @Substitute
    String getHostByAddr(byte[] address) throws UnknownHostException {
        return HostNames.of(address);
    }
}
