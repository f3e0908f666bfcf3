package dev.morgana.runtime.loops;

import com.oracle.svm.core.annotate.Alias;
import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.net.spi.InetAddressResolver.LookupPolicy;
import java.util.Objects;
import java.util.stream.Stream;

/// Who asks the file that `jdk.net.hosts.file` names.
@TargetClass(className = "java.net.InetAddress$HostsFileResolver")
final class Target_java_net_InetAddress_HostsFileResolver {
    @Alias String hostsFile;

    @Substitute
    public String lookupByAddress(byte[] address) throws UnknownHostException {
        return new HostsFile(hostsFile).name(Objects.requireNonNull(address));
    }

    @Substitute
    public Stream<InetAddress> lookupByName(String host, LookupPolicy policy)
            throws UnknownHostException {
        return new HostsFile(hostsFile)
                .addresses(Objects.requireNonNull(host), Objects.requireNonNull(policy));
    }
}
