package dev.morgana.runtime.net;

import dev.morgana.runtime.machine.NativeBuffers;
import dev.morgana.wire.Bytes;
import dev.morgana.wire.Endpoint;
import dev.morgana.wire.Ipv4Address;

/// Endpoints as `struct sockaddr_in` in raw memory.
final class SocketAddresses {
    private static final int INET = 2;
    private static final int SIZE = 16;
    private static final int PORT = 2;
    private static final int ADDRESS = 4;

    private SocketAddresses() {}

    static void write(long at, Endpoint endpoint) {
        byte[] octets = new byte[SIZE];
        Bytes.put16(octets, PORT, endpoint.port());
        Bytes.put32(octets, ADDRESS, endpoint.address().bits());
        NativeBuffers.write(at, octets, 0, SIZE);
        // The family alone is in the machine's byte order.
        NativeBuffers.putShort(at, INET);
    }

    static Endpoint read(long at) {
        byte[] octets = new byte[SIZE];
        NativeBuffers.read(at, octets, 0, SIZE);
        return new Endpoint(new Ipv4Address(Bytes.i32(octets, ADDRESS)), Bytes.u16(octets, PORT));
    }
}
