package dev.morgana.runtime.net;

import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import dev.morgana.wire.Bytes;
import dev.morgana.wire.Ipv4Address;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

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

    /// @param timeout milliseconds
    /// @param from an address of the interface that is to be used; null for any
    /// @param hops time to live; 0 for the usual one
    @Substitute
    boolean isReachable0(byte[] address, int timeout, byte @Nullable [] from, int hops)
            throws IOException {
        Ping ping = new Ping(Network.instance(), new Ipv4Address(Bytes.i32(address, 0)), hops);
        return ping.isAnswered(
                from == null ? null : new Ipv4Address(Bytes.i32(from, 0)),
                TimeUnit.MILLISECONDS.toNanos(timeout));
    }

    @Substitute
    String getHostByAddr(byte[] address) throws UnknownHostException {
        return HostNames.of(address);
    }
}
