package dev.morgana.net.ip;

import dev.morgana.wire.Endpoint;
import dev.morgana.wire.Icmpv4Message;

/// An ICMP error message about a packet that we sent, as handed to the transport protocol whose packet it quotes (RFC 1122 section
/// 3.2.2, RFC 9293 section 3.9.2.2).
///
/// @param kind what it says
/// @param local source of the quoted packet: ours
/// @param remote destination of the quoted packet
/// @param word second 32-bit word of the quoted transport header; for TCP the sequence number
public record IcmpError(Kind kind, Endpoint local, Endpoint remote, int word) {
    /// What the message says.
    ///
    /// @param type ICMP type: 3 destination unreachable, 11 time exceeded, 12 parameter problem
    /// @param code ICMP code of that type
    /// @param mtu next-hop MTU of a 3/4 message (RFC 1191), otherwise 0
    /// @param own whether no router said so: we found out ourselves that the next hop does not answer
    public record Kind(int type, int code, int mtu, boolean own) {
        /// Our next hop does not answer: as if a router had said host unreachable, but beyond doubt.
        public static final Kind SILENT_NEIGHBOUR =
                new Kind(Icmpv4Message.UNREACHABLE, Icmpv4Message.HOST, 0, true);
    }

    /// ICMP type.
    public int type() {
        return kind.type();
    }

    /// ICMP code.
    public int code() {
        return kind.code();
    }
}
