package dev.morgana.runtime.net;

import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import dev.morgana.runtime.Refused;
import dev.morgana.sockets.Readiness;
import java.io.FileDescriptor;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;

/// Sockets. There is IPv4 only.
@TargetClass(className = "sun.nio.ch.Net")
final class Target_sun_nio_ch_Net {
    @Substitute
    static boolean isIPv6Available0() {
        return false;
    }

    @Substitute
    static boolean isReusePortAvailable0() {
        return false;
    }

    /// -1: there is no exclusive binding to speak of.
    @Substitute
    static int isExclusiveBindAvailable() {
        return -1;
    }

    @Substitute
    static boolean shouldShutdownWriteBeforeClose0() {
        return false;
    }

    @Substitute
    static boolean shouldSetBothIPv4AndIPv6Options0() {
        return false;
    }

    @Substitute
    static boolean canIPv6SocketJoinIPv4Group0() {
        return false;
    }

    @Substitute
    static boolean canJoin6WithIPv4Group0() {
        return false;
    }

    @Substitute
    static boolean canUseIPv6OptionsWithIPv4LocalAddress0() {
        return false;
    }

    @Substitute
    static int socket0(boolean preferIPv6, boolean stream, boolean reuse, boolean fastLoopback)
            throws IOException {
        return SocketCalls.socket(stream);
    }

    @Substitute
    static void bind0(
            FileDescriptor descriptor,
            boolean preferIPv6,
            boolean exclusive,
            InetAddress address,
            int port)
            throws IOException {
        SocketCalls.bind(descriptor, address, port);
    }

    @Substitute
    static void listen(FileDescriptor descriptor, int backlog) throws IOException {
        SocketCalls.listen(descriptor, backlog);
    }

    @Substitute
    static int connect0(boolean preferIPv6, FileDescriptor descriptor, InetAddress remote, int port)
            throws IOException {
        return SocketCalls.connect(descriptor, remote, port);
    }

    @Substitute
    static int accept(FileDescriptor listening, FileDescriptor accepted, InetSocketAddress[] remote)
            throws IOException {
        return SocketCalls.accept(listening, accepted, remote);
    }

    @Substitute
    static void shutdown(FileDescriptor descriptor, int how) throws IOException {
        OpenDescriptors.stream(descriptor).shutdown(how != 1, how != 0);
    }

    @Substitute
    static int localPort(FileDescriptor descriptor) throws IOException {
        return SocketCalls.local(descriptor).port();
    }

    @Substitute
    static InetAddress localInetAddress(FileDescriptor descriptor) throws IOException {
        return Addresses.toInet(SocketCalls.local(descriptor).address());
    }

    @Substitute
    static int getIntOption0(
            FileDescriptor descriptor, boolean mayNeedConversion, int level, int option)
            throws IOException {
        return SocketOptionNumbers.get(OpenDescriptors.of(descriptor), level, option);
    }

    @Substitute
    static void setIntOption0(
            FileDescriptor descriptor,
            boolean mayNeedConversion,
            int level,
            int option,
            int value,
            boolean isIPv6)
            throws IOException {
        SocketOptionNumbers.set(OpenDescriptors.of(descriptor), level, option, value);
    }

    @Substitute
    static int poll(FileDescriptor descriptor, int events, long timeout) throws IOException {
        return SocketCalls.poll(descriptor, events, timeout);
    }

    @Substitute
    static boolean pollConnect(FileDescriptor descriptor, long timeout) throws IOException {
        return SocketCalls.poll(descriptor, Readiness.OUT, timeout) != 0
                && OpenDescriptors.stream(descriptor).finishConnect();
    }

    @Substitute
    static int available(FileDescriptor descriptor) throws IOException {
        return OpenDescriptors.of(descriptor).available();
    }

    @Substitute
    static int sendOOB(FileDescriptor descriptor, byte octet) throws IOException {
        return OpenDescriptors.stream(descriptor).writeUrgent(octet);
    }

    @Substitute
    static short pollinValue() {
        return Readiness.IN;
    }

    @Substitute
    static short polloutValue() {
        return Readiness.OUT;
    }

    @Substitute
    static short pollerrValue() {
        return Readiness.ERROR;
    }

    @Substitute
    static short pollhupValue() {
        return Readiness.HANG_UP;
    }

    @Substitute
    static short pollnvalValue() {
        return Readiness.INVALID;
    }

    @Substitute
    static short pollconnValue() {
        return Readiness.OUT;
    }

    @Refused("no multicast yet")
    @Substitute
    static int joinOrDrop4(
            boolean join, FileDescriptor descriptor, int group, int address, int source)
            throws IOException {
        throw new SocketException("Operation not supported");
    }

    @Refused("no multicast yet")
    @Substitute
    static int blockOrUnblock4(
            boolean block, FileDescriptor descriptor, int group, int address, int source)
            throws IOException {
        throw new SocketException("Operation not supported");
    }

    @Refused("no multicast yet")
    @Substitute
    static int joinOrDrop6(
            boolean join, FileDescriptor descriptor, byte[] group, int index, byte[] source)
            throws IOException {
        throw new SocketException("Operation not supported");
    }

    @Refused("no multicast yet")
    @Substitute
    static int blockOrUnblock6(
            boolean block, FileDescriptor descriptor, byte[] group, int index, byte[] source)
            throws IOException {
        throw new SocketException("Operation not supported");
    }

    @Refused("no multicast yet")
    @Substitute
    static void setInterface4(FileDescriptor descriptor, int address) throws IOException {
        throw new SocketException("Operation not supported");
    }

    /// 0: the system chooses.
    @Substitute
    static int getInterface4(FileDescriptor descriptor) throws IOException {
        return 0;
    }

    @Refused("no multicast yet")
    @Substitute
    static void setInterface6(FileDescriptor descriptor, int index) throws IOException {
        throw new SocketException("Operation not supported");
    }

    @Substitute
    static int getInterface6(FileDescriptor descriptor) throws IOException {
        return 0;
    }
}
