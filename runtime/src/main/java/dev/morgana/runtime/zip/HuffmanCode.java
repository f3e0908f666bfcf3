package dev.morgana.runtime.zip;

import java.util.Arrays;

/// A canonical Huffman code of RFC 1951 section 3.2.2. Codes of up to [#FAST] bits are found by one look into a table, longer ones
/// bit by bit.
final class HuffmanCode {
    /// More bits are needed to decide.
    static final int NEED_BITS = -1;

    /// No code begins with these bits.
    static final int INVALID = -2;

    private static final int FAST = 10;
    private static final int LONGEST = 15;

    /// By the next [#FAST] bits: code length in the low 4 bits and the symbol above them; 0 where the code is longer.
    private final short[] fast = new short[1 << FAST];

    private final int[] count = new int[LONGEST + 1];
    private final int[] offset = new int[LONGEST + 2];
    private final short[] symbols;

    /// Room for a code of at most `limit` symbols.
    HuffmanCode(int limit) {
        symbols = new short[limit];
    }

    /// Makes this the code with the given lengths (0: the symbol does not occur).
    ///
    /// @return the unused part of the code space in units of 2^-15: 0 complete, above 0 incomplete, below 0 over-subscribed, and
    ///     then the code must not be used
    int assign(byte[] lengths, int from, int symbolCount) {
        Arrays.fill(count, 0);
        for (int i = 0; i < symbolCount; i++) {
            count[lengths[from + i]]++;
        }
        count[0] = 0;
        offset[1] = 0;
        int left = 1 << LONGEST;
        for (int length = 1; length <= LONGEST; length++) {
            left -= count[length] << (LONGEST - length);
            offset[length + 1] = offset[length] + count[length];
        }
        if (left >= 0) {
            for (int i = 0; i < symbolCount; i++) {
                if (lengths[from + i] != 0) {
                    symbols[offset[lengths[from + i]]++] = (short) i;
                }
            }
            fillFast();
        }
        return left;
    }

    private void fillFast() {
        Arrays.fill(fast, (short) 0);
        int code = 0;
        int index = 0;
        for (int length = 1; length <= FAST; length++) {
            for (int i = 0; i < count[length]; i++) {
                short entry = (short) (symbols[index++] << 4 | length);
                int reversed = Integer.reverse(code++) >>> (32 - length);
                for (int at = reversed; at < fast.length; at += 1 << length) {
                    fast[at] = entry;
                }
            }
            code <<= 1;
        }
    }

    /// Decodes the symbol at the low end of `hold`, of which `bits` bits are there.
    ///
    /// @return symbol << 4 | code length, or [#NEED_BITS] or [#INVALID]
    int decode(long hold, int bits) {
        int entry = fast[(int) hold & ((1 << FAST) - 1)];
        int length = entry & 15;
        if (length == 0) {
            return decodeLong(hold, bits);
        }
        return length <= bits ? entry : NEED_BITS;
    }

    private int decodeLong(long hold, int bits) {
        int code = 0;
        int first = 0;
        int index = 0;
        for (int length = 1; length <= LONGEST; length++) {
            if (length > bits) {
                return NEED_BITS;
            }
            code |= (int) (hold >>> (length - 1)) & 1;
            if (code - first < count[length]) {
                return symbols[index + code - first] << 4 | length;
            }
            index += count[length];
            first = (first + count[length]) << 1;
            code <<= 1;
        }
        return INVALID;
    }
}
