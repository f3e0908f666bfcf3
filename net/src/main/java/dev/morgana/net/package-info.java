/// The protocols, sans-I/O: frames and time go in, frames and the next deadline come out.
///
/// [NetworkInterface] is the whole stack of one machine; begin there. It is made of the layers in the packages below: `ip` (Ethernet,
/// ARP, IPv4, ICMP), `udp`, `tcp`, and above those `dhcp` and `dns`. Layers know each other by narrow contracts (`ip.IpOutput` down,
/// `ip.Transports` up). Nothing here has a thread, a lock, a clock or a random source of its own.
@NullMarked
package dev.morgana.net;

import org.jspecify.annotations.NullMarked;
