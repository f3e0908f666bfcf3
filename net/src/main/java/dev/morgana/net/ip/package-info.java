/// IPv4 and what lies below and beside it: Ethernet, ARP, ICMP, loopback. Transport protocols see only [IpOutput].
@NullMarked
package dev.morgana.net.ip;

import org.jspecify.annotations.NullMarked;
