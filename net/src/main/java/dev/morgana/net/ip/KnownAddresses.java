package dev.morgana.net.ip;

import dev.morgana.wire.Ipv4Address;
import java.util.Arrays;

/// Address values that were made lately, so that the packets of one conversation do not create a new one each.
final class KnownAddresses {
    private static final int SIZE = 256;

    private final Ipv4Address[] known = new Ipv4Address[SIZE];

    KnownAddresses() {
        Arrays.fill(known, Ipv4Address.ANY);
    }

    /// The address with these bits.
    Ipv4Address of(int bits) {
        int hash = (bits * 0x9e37_79b9) >>> 24;
        Ipv4Address address = known[hash];
        if (address.bits() != bits) {
            address = new Ipv4Address(bits);
            known[hash] = address;
        }
        return address;
    }
}
