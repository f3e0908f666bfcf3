package dev.morgana.runtime.net;

import com.oracle.svm.core.annotate.Alias;
import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import com.oracle.svm.core.annotate.TargetElement;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import org.jspecify.annotations.Nullable;

/// The network interfaces of this machine: `lo`, and `eth0` and so on for the cards.
@TargetClass(NetworkInterface.class)
final class Target_java_net_NetworkInterface {
    @Alias @Nullable String displayName;
    @Alias Target_java_net_InterfaceAddress @Nullable [] bindings;
    @Alias NetworkInterface @Nullable [] childs;

    @Alias
    @TargetElement(name = TargetElement.CONSTRUCTOR_NAME)
    Target_java_net_NetworkInterface(String name, int index, InetAddress[] addresses) {}

    @Substitute
    static NetworkInterface[] getAll() throws SocketException {
        return Interfaces.all();
    }

    @Substitute
    static @Nullable NetworkInterface getByName0(String name) throws SocketException {
        return Interfaces.find(link -> link.name().equals(name));
    }

    @Substitute
    static @Nullable NetworkInterface getByIndex0(int index) throws SocketException {
        return Interfaces.find(link -> link.index() == index);
    }

    @Substitute
    static boolean boundInetAddress0(InetAddress address) throws SocketException {
        return Interfaces.find(link -> link.has(address)) != null;
    }

    @Substitute
    static @Nullable NetworkInterface getByInetAddress0(InetAddress address)
            throws SocketException {
        return Interfaces.find(link -> link.has(address));
    }

    @Substitute
    static boolean isUp0(String name, int index) throws SocketException {
        return true;
    }

    @Substitute
    static boolean isLoopback0(String name, int index) throws SocketException {
        return index == Interfaces.LOOPBACK;
    }

    @Substitute
    static boolean supportsMulticast0(String name, int index) throws SocketException {
        return false;
    }

    @Substitute
    static boolean isP2P0(String name, int index) throws SocketException {
        return false;
    }

    @Substitute
    static byte @Nullable [] getMacAddr0(byte @Nullable [] address, String name, int index)
            throws SocketException {
        return index == Interfaces.LOOPBACK
                ? null
                : Network.instance().macAddress(Interfaces.card(index));
    }

    @Substitute
    static int getMTU0(String name, int index) throws SocketException {
        return index == Interfaces.LOOPBACK
                ? Interfaces.LOOPBACK_MTU
                : Network.instance().mtu(Interfaces.card(index));
    }
}
