package dev.morgana.runtime.zip;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The two Huffman codes of a block (RFC 1951 sections 3.2.5 to 3.2.7), and how a dynamic block transmits them. Reading can stop
/// at any symbol and go on later.
final class InflateTables {
    static final int END_OF_BLOCK = 256;
    static final int LENGTH_CODES = 29;
    static final int DISTANCE_CODES = 30;

    private static final int MOST_LITERALS = 286;
    private static final byte[] CODE_LENGTH_ORDER = {
        16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15
    };
    private static final short[] LENGTH_BASE = {
        3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115,
        131, 163, 195, 227, 258
    };
    private static final byte[] LENGTH_EXTRA = {
        0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0
    };

    private final HuffmanCode literals = new HuffmanCode(288);
    private final HuffmanCode distances = new HuffmanCode(32);
    private final HuffmanCode lengthsCode = new HuffmanCode(19);
    private final byte[] lengths = new byte[288 + 32];
    private int literalCount;
    private int distanceCount;
    private int codeCount;
    private int next;
    private @Nullable String damage;

    HuffmanCode literals() {
        return literals;
    }

    HuffmanCode distances() {
        return distances;
    }

    static int lengthBase(int code) {
        return LENGTH_BASE[code];
    }

    static int lengthExtra(int code) {
        return LENGTH_EXTRA[code];
    }

    static int distanceBase(int code) {
        return code < 2 ? code + 1 : ((2 + (code & 1)) << ((code >>> 1) - 1)) + 1;
    }

    static int distanceExtra(int code) {
        return code < 2 ? 0 : (code >>> 1) - 1;
    }

    /// Section 3.2.6: the codes known to both sides.
    void fixed() {
        Arrays.fill(lengths, 0, 144, (byte) 8);
        Arrays.fill(lengths, 144, 256, (byte) 9);
        Arrays.fill(lengths, 256, 280, (byte) 7);
        Arrays.fill(lengths, 280, 288, (byte) 8);
        Arrays.fill(lengths, 288, 320, (byte) 5);
        literals.assign(lengths, 0, 288);
        distances.assign(lengths, 288, 32);
    }

    /// Begins a dynamic block with HLIT, HDIST and HCLEN as transmitted; false when there are too many symbols.
    boolean begin(int hlit, int hdist, int hclen) {
        literalCount = hlit + 257;
        distanceCount = hdist + 1;
        codeCount = hclen + 4;
        next = 0;
        damage = null;
        Arrays.fill(lengths, (byte) 0);
        return literalCount <= MOST_LITERALS && distanceCount <= DISTANCE_CODES;
    }

    /// Reads the code that the code lengths are written in; false when the input ended before. Damage shows when lengths are read.
    boolean readCode(BitInput in) {
        while (next < codeCount) {
            if (!in.need(3)) {
                return false;
            }
            lengths[CODE_LENGTH_ORDER[next++]] = (byte) in.take(3);
        }
        if (lengthsCode.assign(lengths, 0, 19) != 0) {
            damage = "invalid code lengths set";
        }
        Arrays.fill(lengths, 0, 19, (byte) 0);
        next = 0;
        return true;
    }

    /// Reads the code lengths and assigns both codes; false when the input ended before or [#damage()] is set.
    boolean readLengths(BitInput in) {
        while (damage == null && next < literalCount + distanceCount) {
            if (!readLength(in)) {
                return false;
            }
        }
        if (damage != null) {
            return false;
        }
        if (lengths[END_OF_BLOCK] == 0) {
            damage = "invalid code -- missing end-of-block";
        } else if (unusable(literals.assign(lengths, 0, literalCount), 0, literalCount)) {
            damage = "invalid literal/lengths set";
        } else if (unusable(
                distances.assign(lengths, literalCount, distanceCount),
                literalCount,
                distanceCount)) {
            damage = "invalid distances set";
        }
        return damage == null;
    }

    /// An incomplete code is allowed only when it is one code of one bit, or empty (section 3.2.7).
    private boolean unusable(int left, int from, int count) {
        if (left <= 0) {
            return left < 0;
        }
        for (int i = from; i < from + count; i++) {
            if (lengths[i] > 1) {
                return true;
            }
        }
        return false;
    }

    private boolean readLength(BitInput in) {
        int entry = lengthsCode.decode(in.hold(), in.bits());
        while (entry == HuffmanCode.NEED_BITS) {
            if (!in.pull()) {
                return false;
            }
            entry = lengthsCode.decode(in.hold(), in.bits());
        }
        int symbol = entry >> 4;
        if (entry < 0) {
            damage = "invalid code lengths set";
        } else if (symbol < 16) {
            in.drop(entry & 15);
            lengths[next++] = (byte) symbol;
        } else {
            return repeat(in, symbol, entry & 15);
        }
        return true;
    }

    private boolean repeat(BitInput in, int symbol, int codeBits) {
        int extra = symbol == 16 ? 2 : symbol == 17 ? 3 : 7;
        if (!in.need(codeBits + extra)) {
            return false;
        }
        in.drop(codeBits);
        int times = in.take(extra) + (symbol == 18 ? 11 : 3);
        if ((symbol == 16 && next == 0) || next + times > literalCount + distanceCount) {
            damage = "invalid bit length repeat";
            return true;
        }
        byte length = symbol == 16 ? lengths[next - 1] : 0;
        Arrays.fill(lengths, next, next + times, length);
        next += times;
        return true;
    }

    /// What is wrong with the transmitted codes, in zlib's words; null while nothing is.
    @Nullable String damage() {
        return damage;
    }
}
