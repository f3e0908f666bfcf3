package dev.morgana.net.ip;

import dev.morgana.wire.Ipv4Header;

/// How a packet is to be sent (RFC 9293 sections 3.9.1.9 and 3.9.2): what its IP header says beside addresses and lengths.
///
/// @param protocol number of the transport
/// @param timeToLive hops that it may take, 1 to 255
/// @param trafficClass the octet of DSCP and ECN (RFC 2474, RFC 3168)
/// @param divisible whether routers may divide it: DF is clear, and the identification counts (RFC 6864)
public record IpService(int protocol, int timeToLive, int trafficClass, boolean divisible) {
    /// RFC 1700: the recommended default.
    public static final int DEFAULT_TIME_TO_LIVE = 64;

    /// The least path MTU that is believed in, as in Linux: a message that says less may be forged, to make many packets of few. RFC 1191
    /// section 3 allows 68: packets to such a destination are divisible, so that a path that narrow still carries them.
    public static final int LEAST_MTU = 552;

    /// ICMP messages: nobody would learn that one was too big, so that they are divisible.
    public static final IpService ICMP = of(Ipv4Header.ICMP).divided();

    /// Segments of TCP.
    public static final IpService TCP = of(Ipv4Header.TCP);

    /// Datagrams of UDP.
    public static final IpService UDP = of(Ipv4Header.UDP);

    /// @throws IllegalArgumentException for a time to live of 0 (RFC 1122 section 3.2.1.7: never sent), and for what has more than 8 bits
    public IpService {
        if (timeToLive < 1 || timeToLive > 255) {
            throw new IllegalArgumentException("time to live " + timeToLive);
        }
        if (trafficClass < 0 || trafficClass > 255) {
            throw new IllegalArgumentException("traffic class " + trafficClass);
        }
    }

    private static IpService of(int protocol) {
        return new IpService(protocol, DEFAULT_TIME_TO_LIVE, 0, false);
    }

    /// The same with another time to live.
    public IpService withTimeToLive(int hops) {
        return new IpService(protocol, hops, trafficClass, divisible);
    }

    /// The same with another traffic class.
    public IpService withTrafficClass(int octet) {
        return new IpService(protocol, timeToLive, octet, divisible);
    }

    /// The same for packets that routers may divide.
    public IpService divided() {
        return new IpService(protocol, timeToLive, trafficClass, true);
    }

    /// As [Ipv4Header#prepend] takes it.
    int packed() {
        return trafficClass << 16 | timeToLive << 8 | protocol;
    }
}
