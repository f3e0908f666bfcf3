/// DNS stub resolver (RFC 1034 section 5.3.1, RFC 5452), sans-I/O: [DnsResolver] asks the configured servers over UDP and, where an
/// answer is truncated, over TCP; a [DnsLookup] becomes a [DnsAnswer].
@NullMarked
package dev.morgana.net.dns;

import org.jspecify.annotations.NullMarked;
