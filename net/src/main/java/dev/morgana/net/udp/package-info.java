/// UDP (RFC 768, RFC 1122 section 4.1), sans-I/O: [UdpLayer] finds the [UdpSocket] of a datagram, which queues it as a [Datagram].
@NullMarked
package dev.morgana.net.udp;

import org.jspecify.annotations.NullMarked;
