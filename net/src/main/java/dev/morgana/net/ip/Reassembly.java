package dev.morgana.net.ip;

import dev.morgana.net.Counters;
import dev.morgana.net.Counters.Event;
import dev.morgana.wire.Bytes;
import dev.morgana.wire.Ipv4Header;
import dev.morgana.wire.PacketBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Puts fragments together (RFC 791 section 3.2, RFC 1122 section 3.3.2). Bounded in packets and in octets; the oldest gives way.
/// A packet whose fragments overlap is dropped as a whole, as RFC 5722 demands for IPv6; a fragment that repeats one is passed over.
final class Reassembly {
    /// RFC 1122 section 3.3.2: between 60 and 120 seconds.
    static final long TIMEOUT = TimeUnit.SECONDS.toNanos(60);

    /// Most packets under assembly.
    static final int PACKETS = 16;

    /// Most octets of all packets under assembly.
    static final int OCTETS = 512 << 10;

    private final Counters counters;

    /// Oldest first, with room for one more than [#makeRoom] leaves: it need not grow.
    private final List<PartialPacket> partial = new ArrayList<>(PACKETS + 1);

    Reassembly(Counters counters) {
        this.counters = counters;
    }

    /// Adds a fragment, a checked packet trimmed to its length; takes ownership.
    ///
    /// @param size octets of its header
    /// @return the whole packet when this was the last part missing, with a right header: the caller's
    @Nullable PacketBuffer add(PacketBuffer fragment, int size, long now) {
        counters.count(Event.IPV4_FRAGMENTS);
        PartialPacket known = find(fragment);
        PartialPacket packet = known == null ? new PartialPacket(fragment, now) : known;
        PartialPacket.Addition addition = packet.add(fragment, size);
        fragment.release();
        return switch (addition) {
            case ADDED -> {
                if (known == null) {
                    partial.add(packet);
                }
                makeRoom();
                yield null;
            }
            case REPEATED -> null;
            case COMPLETE -> {
                partial.remove(packet);
                PacketBuffer whole = packet.whole();
                counters.count(Event.IPV4_REASSEMBLED);
                yield whole;
            }
            case BAD -> {
                partial.remove(packet);
                counters.count(Event.IPV4_FRAGMENTS_DROPPED);
                yield null;
            }
        };
    }

    private @Nullable PartialPacket find(PacketBuffer fragment) {
        for (PartialPacket packet : partial) {
            if (packet.owns(fragment)) {
                return packet;
            }
        }
        return null;
    }

    private void makeRoom() {
        int octets = 0;
        // by index: an iterator may find no memory
        for (int i = 0; i < partial.size(); i++) {
            octets += partial.get(i).memory();
        }
        while (partial.size() > PACKETS || (octets > OCTETS && partial.size() > 1)) {
            octets -= partial.removeFirst().memory();
            counters.count(Event.IPV4_FRAGMENTS_DROPPED);
        }
    }

    /// Takes out a packet that has waited too long for its rest.
    ///
    /// @return its first fragment, unpooled, for the error message that it deserves; null when nothing expired, or when that fragment
    ///     is missing too (see [#deadline])
    @Nullable PacketBuffer expire(long now) {
        while (deadline() <= now) {
            PartialPacket packet = partial.removeFirst();
            counters.count(Event.IPV4_FRAGMENTS_DROPPED);
            PacketBuffer first = packet.firstFragment();
            if (first != null) {
                return first;
            }
        }
        return null;
    }

    /// When the oldest packet expires, or [Long#MAX_VALUE].
    long deadline() {
        return partial.isEmpty() ? Long.MAX_VALUE : partial.getFirst().started() + TIMEOUT;
    }

    /// Splits a packet for a narrow link: makes the `index`th fragment of `packet`, which has a header without options and without DF.
    ///
    /// @param mtu most octets of a fragment, at least 68
    /// @param into an empty buffer with room for it
    /// @return whether this was the last
    static boolean fragment(PacketBuffer packet, int mtu, int index, PacketBuffer into) {
        int unit = (mtu - Ipv4Header.SIZE) / 8 * 8;
        int payload = packet.length() - Ipv4Header.SIZE;
        int offset = index * unit;
        int length = Math.min(unit, payload - offset);
        boolean last = offset + length == payload;
        into.append(packet.array(), packet.start(), Ipv4Header.SIZE);
        into.append(packet.array(), packet.start() + Ipv4Header.SIZE + offset, length);
        int flags = last ? 0 : Ipv4Header.MORE_FRAGMENTS << 13;
        Bytes.put16(into.array(), into.start() + 6, flags | offset / 8);
        Ipv4Header.finish(into, Ipv4Header.SIZE);
        return last;
    }
}
