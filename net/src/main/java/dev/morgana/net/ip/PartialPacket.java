package dev.morgana.net.ip;

import dev.morgana.wire.Bytes;
import dev.morgana.wire.Ipv4Header;
import dev.morgana.wire.PacketBuffer;
import dev.morgana.wire.PacketPool;
import java.util.Arrays;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/// A packet of which some fragments have arrived (RFC 815 with a bit per 8 octets in place of the list of holes).
final class PartialPacket {
    private static final int UNKNOWN = -1;

    private final int source;
    private final int destination;
    private final int identification;
    private final int protocol;
    private final long started;
    private final BitSet present = new BitSet();
    private byte[] payload = new byte[0];
    private byte @Nullable [] header;
    private int firstLength;
    private int highest;
    private int total = UNKNOWN;

    /// What adding a fragment did.
    enum Addition {
        /// It filled a hole.
        ADDED,
        /// All of it was there before.
        REPEATED,
        /// It filled the last hole.
        COMPLETE,
        /// It contradicts what was there before, or cannot be a fragment: the packet is to be dropped.
        BAD
    }

    /// The packet that `fragment` belongs to; the fragment is not yet added.
    PartialPacket(PacketBuffer fragment, long now) {
        source = Ipv4Header.source(fragment);
        destination = Ipv4Header.destination(fragment);
        identification = identification(fragment);
        protocol = Ipv4Header.protocol(fragment);
        started = now;
    }

    private static int identification(PacketBuffer fragment) {
        return Bytes.u16(fragment.array(), fragment.start() + 4);
    }

    /// RFC 791 section 3.2: whether `fragment` belongs to this packet.
    boolean owns(PacketBuffer fragment) {
        return identification(fragment) == identification
                && Ipv4Header.source(fragment) == source
                && Ipv4Header.destination(fragment) == destination
                && Ipv4Header.protocol(fragment) == protocol;
    }

    /// When the first fragment to arrive arrived.
    long started() {
        return started;
    }

    /// Octets held.
    int memory() {
        return payload.length;
    }

    /// Copies a fragment's payload to its place.
    ///
    /// @param size octets of the fragment's header
    Addition add(PacketBuffer fragment, int size) {
        int field = Bytes.u16(fragment.array(), fragment.start() + 6);
        boolean more = (field >>> 13 & Ipv4Header.MORE_FRAGMENTS) != 0;
        int offset = (field & 0x1fff) * 8;
        int length = fragment.length() - size;
        int end = offset + length;
        if (!isPossible(more, offset == 0 ? size : 0, length, end)) {
            return Addition.BAD;
        }
        int firstBlock = offset / 8;
        int endBlock = (end + 7) / 8;
        int held = present.get(firstBlock, endBlock).cardinality();
        if (held == endBlock - firstBlock) {
            return Addition.REPEATED;
        }
        if (held > 0) {
            return Addition.BAD;
        }
        // What may find no memory stands first: nothing is present that is not stored.
        reserve(end);
        byte[] first = offset == 0 ? firstOctets(fragment, size) : null;
        present.set(firstBlock, endBlock);
        System.arraycopy(fragment.array(), fragment.start() + size, payload, offset, length);
        highest = Math.max(highest, end);
        if (first != null) {
            header = first;
            firstLength = length;
        }
        if (!more) {
            total = end;
        }
        boolean complete = total != UNKNOWN && present.cardinality() == (total + 7) / 8;
        return complete ? Addition.COMPLETE : Addition.ADDED;
    }

    /// The end must agree with what is known, and no packet is longer than 65535 octets with its header ("ping of death").
    ///
    /// @param size octets of the header, if it is the one that the whole packet will have; otherwise 0
    private boolean isPossible(boolean more, int size, int length, int end) {
        boolean wellFormed = length > 0 && (!more || length % 8 == 0);
        int least = header == null ? Ipv4Header.SIZE : header.length;
        boolean fits = Math.max(end, highest) + Math.max(least, size) <= 65535;
        boolean agrees = total == UNKNOWN || (more ? end <= total : end == total);
        boolean last = more || end >= highest;
        return wellFormed && fits && agrees && last;
    }

    private void reserve(int end) {
        if (end > payload.length) {
            payload = Arrays.copyOf(payload, Math.max(end, Math.min(payload.length * 2, 65535)));
        }
    }

    private static byte[] firstOctets(PacketBuffer packet, int count) {
        return Arrays.copyOfRange(packet.array(), packet.start(), packet.start() + count);
    }

    /// The whole packet, once [Addition#COMPLETE].
    PacketBuffer whole() {
        return packet(total);
    }

    /// The first fragment again, or null when it has not arrived.
    @Nullable PacketBuffer firstFragment() {
        return header == null ? null : packet(firstLength);
    }

    private PacketBuffer packet(int length) {
        byte[] head = header;
        if (head == null) {
            throw new IllegalStateException("first fragment missing");
        }
        PacketBuffer made = PacketBuffer.unpooled(PacketPool.HEADROOM, head.length + length);
        made.append(head, 0, head.length);
        made.append(payload, 0, length);
        Bytes.put16(made.array(), made.start() + 6, 0);
        Ipv4Header.finish(made, head.length);
        return made;
    }
}
