package dev.morgana.net;

/// What happened in the layers below the transports and in UDP, counted. Not thread-safe; a [#snapshot] is the reader's own.
public final class Counters {
    /// The events, each named by the layer that counts it; those of a layer stand together.
    public enum Event {
        /// Frames that the card delivered.
        ETHERNET_RECEIVED,
        /// Frames handed to the card.
        ETHERNET_SENT,
        /// Frames that the card had no room for.
        ETHERNET_NO_ROOM,
        /// Frames dropped half way, since there was no memory for what they called for.
        ETHERNET_NO_MEMORY,
        /// Frames shorter than a header.
        ETHERNET_MALFORMED,
        /// Frames to another card or of another protocol.
        ETHERNET_NOT_FOR_US,
        /// ARP packets that are too short or about something else than IPv4 over Ethernet.
        ARP_MALFORMED,
        /// ARP requests sent.
        ARP_REQUESTS,
        /// ARP replies sent.
        ARP_REPLIES,
        /// Other machines' claims to our address (RFC 5227).
        ARP_CONFLICTS,
        /// Packets dropped since their next hop does not answer, or since a later one took their place.
        ARP_UNRESOLVED,
        /// IPv4 packets with a wrong version, length or checksum.
        IPV4_MALFORMED,
        /// IPv4 packets from an address that no single host has, or that is our own.
        IPV4_BAD_SOURCE,
        /// IPv4 packets to another address.
        IPV4_NOT_FOR_US,
        /// IPv4 packets with a source route: not followed (RFC 1122 section 3.2.1.8).
        IPV4_SOURCE_ROUTED,
        /// IPv4 packets that had waited, those to ourselves among them, dropped half way, since there was no memory for what they called for.
        IPV4_NO_MEMORY,
        /// Fragments received.
        IPV4_FRAGMENTS,
        /// Packets put together from fragments.
        IPV4_REASSEMBLED,
        /// Fragments dropped: too many, overlapping, beyond the largest packet, or waiting too long for the rest.
        IPV4_FRAGMENTS_DROPPED,
        /// IPv4 packets handed to a transport.
        IPV4_DELIVERED,
        /// IPv4 packets sent, those to ourselves included.
        IPV4_SENT,
        /// Packets that no route, or no source address of ours, fits.
        IPV4_NO_ROUTE,
        /// Packets to ourselves that found the queue full.
        IPV4_LOOPBACK_FULL,
        /// IPv4 packets of a protocol that nobody here speaks.
        IPV4_UNKNOWN_PROTOCOL,
        /// ICMP messages that are too short or have a wrong checksum, and errors that quote nothing of use.
        ICMP_MALFORMED,
        /// Echo requests answered.
        ICMP_ECHO_REPLIES,
        /// ICMP errors received and handed to the transport they quote.
        ICMP_ERRORS_RECEIVED,
        /// ICMP messages of a type that needs no answer.
        ICMP_IGNORED,
        /// ICMP errors sent.
        ICMP_ERRORS_SENT,
        /// ICMP errors not sent, by the rules of RFC 1122 section 3.2.2 or by the limit on their rate.
        ICMP_ERRORS_SUPPRESSED,
        /// UDP datagrams with a wrong length or checksum.
        UDP_MALFORMED,
        /// UDP datagrams to a port without socket.
        UDP_NO_PORT,
        /// UDP datagrams dropped since the socket's queue, or the room for all queues, was full.
        UDP_QUEUE_FULL,
        /// UDP datagrams queued for a socket.
        UDP_RECEIVED,
        /// UDP datagrams sent.
        UDP_SENT
    }

    private static final Event[] EVENTS = Event.values();

    private final long[] counts = new long[EVENTS.length];

    /// All at 0.
    public Counters() {}

    /// Counts one event.
    @SuppressWarnings("EnumOrdinal") // an index into an array of this run only
    public void count(Event event) {
        counts[event.ordinal()]++;
    }

    /// How often the event happened.
    @SuppressWarnings("EnumOrdinal") // as above
    public long value(Event event) {
        return counts[event.ordinal()];
    }

    /// A copy of all counts, in which nothing is counted any more.
    public Counters snapshot() {
        Counters copy = new Counters();
        System.arraycopy(counts, 0, copy.counts, 0, counts.length);
        return copy;
    }
}
