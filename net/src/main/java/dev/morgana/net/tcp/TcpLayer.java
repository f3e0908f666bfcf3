package dev.morgana.net.tcp;

import dev.morgana.net.RandomSource;
import dev.morgana.net.ip.IcmpError;
import dev.morgana.net.ip.IpOutput;
import dev.morgana.wire.Endpoint;
import dev.morgana.wire.Ipv4Address;
import dev.morgana.wire.PacketBuffer;

/// The TCP of one stack: all its connections and listeners. Single-threaded: the caller holds one lock around every call.
@SuppressWarnings("DoNotCallSuggester") // bodies follow
public final class TcpLayer {
    /// A layer without connections.
    public TcpLayer(IpOutput ip, RandomSource random, TcpParameters parameters) {}

    /// Reserves the endpoint `wanted` for a socket that will listen or connect; port 0 chooses a random free one (RFC 6056).
    ///
    /// @return the endpoint with its port
    /// @throws AddressInUseException if the port is reserved for the same or an overlapping address
    public Endpoint bind(Endpoint wanted) {
        throw new UnsupportedOperationException();
    }

    /// Gives a reserved endpoint back.
    public void unbind(Endpoint bound) {
        throw new UnsupportedOperationException();
    }

    /// Passive OPEN (RFC 9293 section 3.10.1): accepts connections to `local`, whose address may be [Ipv4Address#ANY]. The socket has
    /// reserved it by [#bind].
    ///
    /// @param backlog most connections that wait to be accepted
    /// @throws AddressInUseException if there is a listener on the same endpoint
    public Listener listen(Endpoint local, int backlog) {
        throw new UnsupportedOperationException();
    }

    /// Active OPEN (section 3.10.1): sends SYN to `remote`. Address ANY in `local` is replaced by the source that IP chooses, port 0 by a
    /// random free one. Without route, or when `remote` is no unicast address, the result is CLOSED with a failure.
    ///
    /// @throws AddressInUseException if the pair of endpoints is in use
    public TcpConnection connect(Endpoint local, Endpoint remote, long now) {
        throw new UnsupportedOperationException();
    }

    /// SEGMENT ARRIVES (section 3.10.7). Takes ownership of `segment`, whose window starts at the TCP header. IP has checked its own
    /// header and delivers only what was addressed to us alone, not to a group.
    public void input(PacketBuffer segment, Ipv4Address source, Ipv4Address destination, long now) {
        segment.release();
    }

    /// An ICMP error message that quotes a segment of ours (section 3.9.2.2).
    public void icmpError(IcmpError error, long now) {}

    /// Runs what is due: timers and the output that arriving segments called for. To be called after each batch of [#input] and at the
    /// deadline that it returns.
    ///
    /// @return when to call next at the latest, or [Long#MAX_VALUE]
    public long poll(long now) {
        return Long.MAX_VALUE;
    }
}
