package dev.morgana.runtime.net;

import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import dev.morgana.runtime.Refused;
import java.net.SocketException;

/// Options of Linux alone: those of keep-alive; the others are not supported, as the JDK then says itself.
@TargetClass(className = "jdk.net.LinuxSocketOptions")
final class Target_jdk_net_LinuxSocketOptions {
    @Substitute
    static boolean keepAliveOptionsSupported0() {
        return true;
    }

    @Refused("option of Linux alone")
    @Substitute
    static boolean quickAckSupported0() {
        return false;
    }

    @Refused("option of Linux alone")
    @Substitute
    static boolean incomingNapiIdSupported0() {
        return false;
    }

    @Substitute
    static void setTcpKeepAliveProbes0(int descriptor, int value) throws SocketException {
        SocketOptionNumbers.streamOptions(descriptor).keepAliveProbes(value);
    }

    @Substitute
    static void setTcpKeepAliveTime0(int descriptor, int value) throws SocketException {
        SocketOptionNumbers.streamOptions(descriptor).keepAliveIdle(value);
    }

    @Substitute
    static void setTcpKeepAliveIntvl0(int descriptor, int value) throws SocketException {
        SocketOptionNumbers.streamOptions(descriptor).keepAliveInterval(value);
    }

    @Refused("option of Linux alone")
    @Substitute
    static void setIpDontFragment0(int descriptor, boolean value, boolean isIPv6)
            throws SocketException {
        throw new SocketException("Protocol not available");
    }

    @Substitute
    static int getTcpKeepAliveProbes0(int descriptor) throws SocketException {
        return SocketOptionNumbers.streamOptions(descriptor).keepAliveProbes();
    }

    @Substitute
    static int getTcpKeepAliveTime0(int descriptor) throws SocketException {
        return SocketOptionNumbers.streamOptions(descriptor).keepAliveIdle();
    }

    @Substitute
    static int getTcpKeepAliveIntvl0(int descriptor) throws SocketException {
        return SocketOptionNumbers.streamOptions(descriptor).keepAliveInterval();
    }

    @Refused("option of Linux alone")
    @Substitute
    static boolean getIpDontFragment0(int descriptor, boolean isIPv6) throws SocketException {
        throw new SocketException("Protocol not available");
    }

    @Refused("option of Linux alone")
    @Substitute
    static void setQuickAck0(int descriptor, boolean on) throws SocketException {
        throw new SocketException("Protocol not available");
    }

    @Refused("option of Linux alone")
    @Substitute
    static boolean getQuickAck0(int descriptor) throws SocketException {
        throw new SocketException("Protocol not available");
    }

    @Refused("option of Linux alone")
    @Substitute
    static long getSoPeerCred0(int descriptor) throws SocketException {
        throw new SocketException("Protocol not available");
    }

    @Refused("option of Linux alone")
    @Substitute
    static int getIncomingNapiId0(int descriptor) throws SocketException {
        throw new SocketException("Protocol not available");
    }
}
