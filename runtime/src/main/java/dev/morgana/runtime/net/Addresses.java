package dev.morgana.runtime.net;

import dev.morgana.wire.Bytes;
import dev.morgana.wire.Endpoint;
import dev.morgana.wire.Ipv4Address;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.SocketException;
import java.net.UnknownHostException;

/// Between the JDK's addresses and ours.
final class Addresses {
    private Addresses() {}

    static Endpoint endpoint(InetAddress address, int port) throws SocketException {
        return new Endpoint(fromInet(address), port);
    }

    static Ipv4Address fromInet(InetAddress address) throws SocketException {
        if (!(address instanceof Inet4Address)) {
            throw new SocketException("Address family not supported by protocol");
        }
        return new Ipv4Address(Bytes.i32(address.getAddress(), 0));
    }

    static InetAddress toInet(Ipv4Address address) {
        return named(null, address);
    }

    static InetAddress named(@org.jspecify.annotations.Nullable String name, Ipv4Address address) {
        byte[] octets = new byte[4];
        Bytes.put32(octets, 0, address.bits());
        try {
            return InetAddress.getByAddress(name, octets);
        } catch (UnknownHostException e) {
            throw new AssertionError("four octets are an address", e);
        }
    }
}
