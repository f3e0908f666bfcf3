package dev.morgana.runtime.net;

import com.oracle.svm.core.annotate.Alias;
import com.oracle.svm.core.annotate.TargetClass;
import com.oracle.svm.core.annotate.TargetElement;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InterfaceAddress;
import org.jspecify.annotations.Nullable;

/// An address of an interface with its network.
@TargetClass(InterfaceAddress.class)
final class Target_java_net_InterfaceAddress {
    @Alias @Nullable InetAddress address;
    @Alias @Nullable Inet4Address broadcast;
    @Alias short maskLength;

    @Alias
    @TargetElement(name = TargetElement.CONSTRUCTOR_NAME)
    Target_java_net_InterfaceAddress() {}
}
