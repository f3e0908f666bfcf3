package dev.morgana.runtime.zip;

import java.util.zip.DataFormatException;

/// One decompression stream: zlib (RFC 1950) or raw deflate (RFC 1951). It can stop and go on at any bit, and ends as soon as the
/// last symbol is there: JZlib's inflater, which serves well otherwise, cannot end a raw stream without a byte behind it, where
/// the JDK's can. The caller serialises access, as `java.util.zip.Inflater` does with its own lock.
final class Inflation {
    private enum State {
        HEADER,
        DICTIONARY_ID,
        DICTIONARY,
        BLOCK,
        STORED_LENGTH,
        STORED,
        TABLE,
        TABLE_CODE,
        TABLE_LENGTHS,
        SYMBOLS,
        MATCH,
        TRAILER,
        DONE,
        DAMAGED
    }

    private final boolean raw;
    private final BitInput in = new BitInput();
    private final InflateOutput out = new InflateOutput();
    private final InflateTables tables = new InflateTables();
    private State state;
    private boolean lastBlock;
    private int stored;
    private int matchLength;
    private int matchDistance;
    private int sum;

    /// How much of what the running call has produced is in [#sum].
    private int summed;

    private String damage = "";
    private int consumedOnFailure;
    private int producedOnFailure;

    /// @param raw whether the data has no zlib header and trailer
    Inflation(boolean raw) {
        this.raw = raw;
        this.state = raw ? State.BLOCK : State.HEADER;
        this.sum = 1;
    }

    /// Decompresses what fits.
    ///
    /// @return the [Progress]; its wish: a dictionary is needed
    /// @throws DataFormatException if the data is damaged; [#consumedOnFailure()] and [#producedOnFailure()] then say how far it went
    long inflate(
            byte[] input,
            int inputOffset,
            int inputLength,
            byte[] output,
            int outputOffset,
            int outputLength)
            throws DataFormatException {
        in.source(input, inputOffset, inputLength);
        out.target(output, outputOffset, outputLength);
        boolean more = true;
        while (more) {
            more = step();
            if (state == State.TRAILER || state == State.DAMAGED) {
                addToSum(output, outputOffset);
            }
        }
        int produced = addToSum(output, outputOffset);
        summed = 0;
        int consumed = in.detach() - inputOffset;
        out.detach();
        if (state == State.DAMAGED) {
            consumedOnFailure = consumed;
            producedOnFailure = produced;
            throw new DataFormatException(damage);
        }
        return Progress.of(consumed, produced, state == State.DONE, state == State.DICTIONARY);
    }

    /// Adds what this call has produced since the last time to the checksum; returns all that it has produced.
    private int addToSum(byte[] output, int outputOffset) {
        int produced = out.produced();
        if (!raw) {
            sum = Checksums.adler32(sum, output, outputOffset + summed, produced - summed);
        }
        summed = produced;
        return produced;
    }

    /// One step of the machine; false when it must wait for input, room or a dictionary, or is at its end.
    private boolean step() {
        return switch (state) {
            case HEADER -> header();
            case DICTIONARY_ID -> dictionaryId();
            case BLOCK -> block();
            case STORED_LENGTH -> storedLength();
            case STORED -> stored();
            case TABLE -> table();
            case TABLE_CODE -> tables.readCode(in) && to(State.TABLE_LENGTHS);
            case TABLE_LENGTHS -> tableLengths();
            case SYMBOLS -> symbols();
            case MATCH -> match();
            case TRAILER -> trailer();
            case DICTIONARY, DONE, DAMAGED -> false;
        };
    }

    private boolean to(State next) {
        state = next;
        return true;
    }

    private boolean damaged(String what) {
        damage = what;
        state = State.DAMAGED;
        return false;
    }

    /// RFC 1950 section 2.2: CMF and FLG.
    private boolean header() {
        if (!in.need(16)) {
            return false;
        }
        int method = in.take(8);
        int flags = in.take(8);
        if ((method << 8 | flags) % 31 != 0) {
            return damaged("incorrect header check");
        }
        if ((method & 15) != 8) {
            return damaged("unknown compression method");
        }
        if (method >>> 4 > 7) {
            return damaged("invalid window size");
        }
        return to((flags & 32) != 0 ? State.DICTIONARY_ID : State.BLOCK);
    }

    private boolean dictionaryId() {
        if (!in.need(32)) {
            return false;
        }
        sum = Integer.reverseBytes(in.take(32));
        return to(State.DICTIONARY);
    }

    private boolean block() {
        if (lastBlock) {
            in.alignToByte();
            return to(raw ? State.DONE : State.TRAILER);
        }
        if (!in.need(3)) {
            return false;
        }
        lastBlock = in.take(1) == 1;
        switch (in.take(2)) {
            case 0 -> {
                in.alignToByte();
                state = State.STORED_LENGTH;
            }
            case 1 -> {
                tables.fixed();
                state = State.SYMBOLS;
            }
            case 2 -> state = State.TABLE;
            default -> damaged("invalid block type");
        }
        return state != State.DAMAGED;
    }

    private boolean storedLength() {
        if (!in.need(32)) {
            return false;
        }
        stored = in.take(16);
        if (stored != (~in.take(16) & 0xffff)) {
            return damaged("invalid stored block lengths");
        }
        return to(State.STORED);
    }

    private boolean stored() {
        stored -= out.copyFrom(in, stored);
        return stored == 0 && to(State.BLOCK);
    }

    private boolean table() {
        if (!in.need(14)) {
            return false;
        }
        if (!tables.begin(in.take(5), in.take(5), in.take(4))) {
            return damaged("too many length or distance symbols");
        }
        return to(State.TABLE_CODE);
    }

    private boolean tableLengths() {
        if (tables.readLengths(in)) {
            return to(State.SYMBOLS);
        }
        return tables.damage() != null && damaged(tables.damage());
    }

    /// Literals and matches until the block's end, the input's, or the room's.
    private boolean symbols() {
        boolean more = true;
        while (more && state == State.SYMBOLS && out.room() > 0) {
            if (in.left() >= 8) {
                in.refill();
            }
            more = symbol();
        }
        if (!more) {
            return false;
        }
        in.giveBack();
        return state != State.SYMBOLS || endOfBlock();
    }

    /// With the output full the block may still end: its end needs no room.
    private boolean endOfBlock() {
        int entry = tables.literals().decode(in.hold(), in.bits());
        while (entry == HuffmanCode.NEED_BITS && in.pull()) {
            entry = tables.literals().decode(in.hold(), in.bits());
        }
        if (entry < 0 || entry >>> 4 != InflateTables.END_OF_BLOCK) {
            return false;
        }
        in.drop(entry & 15);
        return to(State.BLOCK);
    }

    private boolean symbol() {
        int entry = tables.literals().decode(in.hold(), in.bits());
        while (entry == HuffmanCode.NEED_BITS) {
            if (!in.pull()) {
                return false;
            }
            entry = tables.literals().decode(in.hold(), in.bits());
        }
        if (entry == HuffmanCode.INVALID) {
            return damaged("invalid literal/length code");
        }
        int symbol = entry >>> 4;
        if (symbol > InflateTables.END_OF_BLOCK) {
            return length(symbol - InflateTables.END_OF_BLOCK - 1, entry & 15);
        }
        in.drop(entry & 15);
        if (symbol == InflateTables.END_OF_BLOCK) {
            return to(State.BLOCK);
        }
        out.put(symbol);
        return true;
    }

    /// A length and its distance are taken together or not at all: nothing is dropped before both are there.
    private boolean length(int code, int codeBits) {
        if (code >= InflateTables.LENGTH_CODES) {
            return damaged("invalid literal/length code");
        }
        int lengthBits = codeBits + InflateTables.lengthExtra(code);
        if (!in.need(lengthBits)) {
            return false;
        }
        int entry = tables.distances().decode(in.hold() >>> lengthBits, in.bits() - lengthBits);
        while (entry == HuffmanCode.NEED_BITS) {
            if (!in.pull()) {
                return false;
            }
            entry = tables.distances().decode(in.hold() >>> lengthBits, in.bits() - lengthBits);
        }
        if (entry == HuffmanCode.INVALID || entry >>> 4 >= InflateTables.DISTANCE_CODES) {
            return damaged("invalid distance code");
        }
        int distanceBits = lengthBits + (entry & 15);
        int distanceExtra = InflateTables.distanceExtra(entry >>> 4);
        while (in.bits() < distanceBits + distanceExtra) {
            if (!in.pull()) {
                return false;
            }
        }
        in.drop(codeBits);
        matchLength = InflateTables.lengthBase(code) + in.take(InflateTables.lengthExtra(code));
        in.drop(entry & 15);
        matchDistance = InflateTables.distanceBase(entry >>> 4) + in.take(distanceExtra);
        if (matchDistance > out.history()) {
            return damaged("invalid distance too far back");
        }
        return to(State.MATCH) && match();
    }

    private boolean match() {
        matchLength -= out.copyBack(matchDistance, matchLength);
        return matchLength == 0 && to(State.SYMBOLS);
    }

    /// RFC 1950 section 2.2: ADLER32, most significant byte first.
    private boolean trailer() {
        if (!in.need(32)) {
            return false;
        }
        if (Integer.reverseBytes(in.take(32)) != sum) {
            return damaged("incorrect data check");
        }
        state = State.DONE;
        return false;
    }

    int consumedOnFailure() {
        return consumedOnFailure;
    }

    int producedOnFailure() {
        return producedOnFailure;
    }

    /// Gives the dictionary that was asked for; to a raw stream, one may be given before the data.
    ///
    /// @throws IllegalArgumentException if it is not the one that the data names, or none is wanted now
    void setDictionary(byte[] dictionary) {
        boolean wanted =
                raw
                        ? state == State.BLOCK
                        : state == State.DICTIONARY
                                && Checksums.adler32(1, dictionary, 0, dictionary.length) == sum;
        if (!wanted) {
            throw new IllegalArgumentException();
        }
        out.preset(dictionary);
        sum = 1;
        state = State.BLOCK;
    }

    /// The Adler-32 of the output so far (1 for raw data), or of the dictionary that is needed.
    int adler() {
        return sum;
    }

    /// Starts over with a new stream of the same kind.
    void reset() {
        in.reset();
        out.reset();
        state = raw ? State.BLOCK : State.HEADER;
        lastBlock = false;
        sum = 1;
    }
}
