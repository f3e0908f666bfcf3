package dev.morgana.testkit;

import java.util.Arrays;
import java.util.SplittableRandom;

/// Changes frames so that they mean harm: fields of the headers that are there, octets, lengths, cuts, grafts. Mostly lengths and
/// checksums are made right again, so that the change gets deep into the stack.
public final class FrameMutator {
    private static final int IP = RawFrame.IP;
    private static final int LONGEST = 1600;

    /// Fields as offset and size: of Ethernet, of ARP and IPv4 behind it, and of the transports behind IPv4.
    private static final int[][] ETHERNET = {{0, 6}, {6, 6}, {12, 2}};

    private static final int[][] ARP = {
        {0, 2}, {2, 2}, {4, 1}, {5, 1}, {6, 2}, {8, 6}, {14, 4}, {18, 6}, {24, 4}
    };
    private static final int[][] IPV4 = {
        {0, 1}, {1, 1}, {2, 2}, {4, 2}, {6, 2}, {8, 1}, {9, 1}, {10, 2}, {12, 4}, {16, 4}
    };
    private static final int[][] TCP = {
        {0, 2}, {2, 2}, {4, 4}, {8, 4}, {12, 1}, {13, 1}, {13, 1}, {14, 2}, {16, 2}, {18, 2}
    };
    private static final int[][] UDP = {{0, 2}, {2, 2}, {4, 2}, {6, 2}};
    private static final int[][] ICMP = {{0, 1}, {1, 1}, {2, 2}, {4, 4}, {6, 2}};

    private final SplittableRandom random;

    /// All that it does comes from `random`.
    public FrameMutator(SplittableRandom random) {
        this.random = random;
    }

    /// A changed copy of `frame`; `other` is another frame to take a part from.
    public byte[] mutate(byte[] frame, byte[] other) {
        byte[] changed = frame.clone();
        for (int i = random.nextInt(8) == 0 ? 3 : 1; i > 0; i--) {
            changed = once(changed, other);
        }
        if (changed.length > LONGEST) {
            changed = Arrays.copyOf(changed, LONGEST);
        }
        if (random.nextInt(4) > 0) {
            RawFrame.repairLengths(changed);
        }
        if (random.nextInt(8) > 0) {
            RawFrame.repairChecksums(changed);
        }
        return changed;
    }

    private byte[] once(byte[] frame, byte[] other) {
        return switch (random.nextInt(16)) {
            case 0, 1, 2, 3, 4, 5 -> field(frame);
            case 6, 7 -> bits(frame);
            case 8 -> octet(frame);
            case 9 -> Arrays.copyOf(frame, random.nextInt(frame.length + 1));
            case 10 -> Arrays.copyOf(frame, frame.length + random.nextInt(64));
            case 11 -> graft(frame, frame);
            case 12 -> graft(frame, other);
            case 13 -> fragment(frame);
            case 14 -> options(frame);
            default -> frame;
        };
    }

    private byte[] field(byte[] frame) {
        int layer = random.nextInt(8);
        if (layer == 0 || frame.length < IP + RawFrame.IP_SIZE) {
            return field(frame, 0, ETHERNET);
        }
        if (RawFrame.u16(frame, 12) == RawFrame.ARP) {
            return field(frame, IP, ARP);
        }
        int[][] transport =
                switch (RawFrame.u8(frame, IP + 9)) {
                    case RawFrame.TCP -> TCP;
                    case RawFrame.UDP -> UDP;
                    default -> ICMP;
                };
        return layer < 3
                ? field(frame, IP, IPV4)
                : field(frame, RawFrame.transport(frame), transport);
    }

    private byte[] field(byte[] frame, int from, int[][] fields) {
        int[] field = fields[random.nextInt(fields.length)];
        int at = from + field[0];
        int size = Math.min(field[1], 4);
        if (at + size <= frame.length) {
            long value = value(number(frame, at, size), size);
            for (int i = size - 1; i >= 0; i--) {
                frame[at + i] = (byte) value;
                value >>= 8;
            }
        }
        return frame;
    }

    private static long number(byte[] frame, int at, int size) {
        long number = 0;
        for (int i = 0; i < size; i++) {
            number = number << 8 | (frame[at + i] & 255);
        }
        return number;
    }

    private long value(long old, int size) {
        return switch (random.nextInt(9)) {
            case 0 -> 0;
            case 1 -> -1;
            case 2 -> 1L << (8 * size - 1);
            case 3 -> random.nextLong();
            case 4 -> old + random.nextInt(-2, 3);
            case 5 -> old + random.nextInt(-70_000, 70_000);
            case 6 -> old ^ 1L << random.nextInt(8 * size);
            case 7 -> random.nextInt(64);
            default -> old + ((random.nextBoolean() ? 1L : -1L) << random.nextInt(8 * size));
        };
    }

    private byte[] bits(byte[] frame) {
        for (int i = 1 + random.nextInt(4); i > 0 && frame.length > 0; i--) {
            frame[random.nextInt(frame.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return frame;
    }

    private byte[] octet(byte[] frame) {
        if (frame.length > 0) {
            int[] values = {0, 1, 0x7f, 0x80, 0xff, random.nextInt(256)};
            frame[random.nextInt(frame.length)] = (byte) values[random.nextInt(values.length)];
        }
        return frame;
    }

    /// The head of one with a part of the other in it, in place of a part of its own.
    private byte[] graft(byte[] frame, byte[] other) {
        int at = random.nextInt(frame.length + 1);
        int rest = at + random.nextInt(frame.length - at + 1);
        int from = random.nextInt(other.length + 1);
        int count = random.nextInt(other.length - from + 1);
        byte[] made = Arrays.copyOf(frame, at + count + frame.length - rest);
        System.arraycopy(other, from, made, at, count);
        System.arraycopy(frame, rest, made, at + count, frame.length - rest);
        return made;
    }

    private byte[] fragment(byte[] frame) {
        if (RawFrame.isIpv4(frame)) {
            int offset = random.nextInt(4) == 0 ? random.nextInt(8192) : random.nextInt(32);
            RawFrame.put16(frame, IP + 6, random.nextInt(2) << 13 | offset);
            RawFrame.put16(frame, IP + 4, random.nextInt(8));
        }
        return frame;
    }

    /// Other options for IP or TCP, of which half are of kinds that mean something.
    private byte[] options(byte[] frame) {
        if (!RawFrame.isIpv4(frame)) {
            return frame;
        }
        boolean inner = RawFrame.u8(frame, IP + 9) == RawFrame.TCP && random.nextBoolean();
        int header = inner ? RawFrame.transport(frame) : IP;
        int lengthAt = inner ? header + 12 : header;
        if (header + 20 > frame.length) {
            return frame;
        }
        byte[] options = new byte[4 * random.nextInt(11)];
        random.nextBytes(options);
        for (int i = 0;
                i + 1 < options.length && random.nextInt(8) > 0;
                i += 2 + random.nextInt(9)) {
            options[i] = (byte) (inner ? random.nextInt(9) : 128 + random.nextInt(20));
            options[i + 1] = (byte) random.nextInt(12);
        }
        byte[] made = Arrays.copyOf(frame, frame.length + options.length);
        System.arraycopy(options, 0, made, header + 20, options.length);
        System.arraycopy(
                frame, header + 20, made, header + 20 + options.length, frame.length - header - 20);
        int words = 5 + options.length / 4;
        made[lengthAt] = (byte) (inner ? words << 4 : 0x40 | words);
        return made;
    }
}
