package dev.morgana.runtime.net;

import dev.morgana.runtime.machine.NativeBuffers;
import dev.morgana.sockets.DatagramSocket;
import dev.morgana.sockets.Outcome;
import dev.morgana.sockets.Received;
import dev.morgana.wire.Endpoint;
import java.io.FileDescriptor;
import java.io.IOException;
import java.net.PortUnreachableException;
import org.jspecify.annotations.Nullable;

/// Datagrams between sockets and raw memory.
final class Datagrams {
    private Datagrams() {}

    static int receive(FileDescriptor descriptor, long address, int count) throws IOException {
        return receiveFrom(descriptor, address, count, 0, true);
    }

    /// @param sender where the sender's address goes; 0 for nowhere
    /// @param connected whether an earlier datagram that reached nobody is reported
    static int receiveFrom(
            FileDescriptor descriptor, long address, int count, long sender, boolean connected)
            throws IOException {
        DatagramSocket socket = OpenDescriptors.datagram(descriptor);
        byte[] scratch = Scratch.take();
        try {
            Received received = socket.receive(scratch, 0, Math.min(count, scratch.length));
            if (received == null) {
                return socket.isClosed() ? Outcome.INTERRUPTED : Outcome.UNAVAILABLE;
            }
            NativeBuffers.write(address, scratch, 0, received.count());
            if (sender != 0) {
                SocketAddresses.write(sender, received.source());
            }
            return received.count();
        } catch (PortUnreachableException e) {
            if (connected) {
                throw e;
            }
            return Outcome.INTERRUPTED;
        } finally {
            Scratch.give(scratch);
        }
    }

    static int sendTo(FileDescriptor descriptor, long address, int count, long target)
            throws IOException {
        return send(descriptor, address, count, target == 0 ? null : SocketAddresses.read(target));
    }

    static int send(FileDescriptor descriptor, long address, int count, @Nullable Endpoint target)
            throws IOException {
        DatagramSocket socket = OpenDescriptors.datagram(descriptor);
        if (target != null) {
            Network.instance().awaitAddress(target.address());
        }
        byte[] scratch = count > Scratch.SIZE ? new byte[count] : Scratch.take();
        try {
            NativeBuffers.read(address, scratch, 0, count);
            return socket.send(scratch, 0, count, target);
        } finally {
            if (scratch.length == Scratch.SIZE) {
                Scratch.give(scratch);
            }
        }
    }

    static long scatter(FileDescriptor descriptor, long vector, int entries) throws IOException {
        DatagramSocket socket = OpenDescriptors.datagram(descriptor);
        byte[] scratch = Scratch.take();
        try {
            int got = socket.read(scratch, 0, scratch.length);
            int done = 0;
            for (int i = 0; i < entries && done < got; i++) {
                int part = Math.min(got - done, IoVector.length(vector, i));
                NativeBuffers.write(IoVector.base(vector, i), scratch, done, part);
                done += part;
            }
            return got < 0 ? got : done;
        } finally {
            Scratch.give(scratch);
        }
    }

    static long gather(FileDescriptor descriptor, long vector, int entries) throws IOException {
        int total = 0;
        for (int i = 0; i < entries; i++) {
            total += IoVector.length(vector, i);
        }
        byte[] whole = new byte[total];
        int at = 0;
        for (int i = 0; i < entries; i++) {
            int part = IoVector.length(vector, i);
            NativeBuffers.read(IoVector.base(vector, i), whole, at, part);
            at += part;
        }
        return OpenDescriptors.datagram(descriptor).send(whole, 0, total, null);
    }

    static void replace(FileDescriptor from, FileDescriptor to) throws IOException {
        throw new IOException("Function not implemented");
    }
}
