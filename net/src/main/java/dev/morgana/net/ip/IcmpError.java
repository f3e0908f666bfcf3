package dev.morgana.net.ip;

import dev.morgana.wire.Endpoint;

/// An ICMP error message about a packet that we sent, as handed to the transport protocol whose packet it quotes (RFC 1122 section
/// 3.2.2, RFC 9293 section 3.9.2.2).
///
/// @param type ICMP type: 3 destination unreachable, 11 time exceeded, 12 parameter problem
/// @param code ICMP code of that type
/// @param mtu next-hop MTU of a 3/4 message (RFC 1191), otherwise 0
/// @param local source of the quoted packet: ours
/// @param remote destination of the quoted packet
/// @param word second 32-bit word of the quoted transport header; for TCP the sequence number
public record IcmpError(int type, int code, int mtu, Endpoint local, Endpoint remote, int word) {}
