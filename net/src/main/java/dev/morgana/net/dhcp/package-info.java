/// DHCP client (RFC 2131), sans-I/O: [DhcpClient] asks for an address and keeps it, and tells a [LeaseListener] of each [Lease].
@NullMarked
package dev.morgana.net.dhcp;

import org.jspecify.annotations.NullMarked;
