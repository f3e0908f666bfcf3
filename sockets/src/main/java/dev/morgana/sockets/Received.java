package dev.morgana.sockets;

import dev.morgana.wire.Endpoint;

/// A received datagram, whose data is in the receiver's array.
///
/// @param count bytes stored; what did not fit is lost
/// @param source who sent it
public record Received(int count, Endpoint source) {}
