package dev.morgana.system;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A part of an image that is loaded, as the ELF file's program headers say.
///
/// @param address where it is linked; for low ones also where it lies
/// @param size in memory
record Segment(long address, long size, boolean writable, boolean executable) {
    private static final int PT_LOAD = 1;
    private static final int HEADER = 56;

    static List<Segment> of(Path image) throws IOException {
        ByteBuffer file = ByteBuffer.wrap(Files.readAllBytes(image)).order(ByteOrder.LITTLE_ENDIAN);
        List<Segment> segments = new ArrayList<>();
        int at = (int) file.getLong(32);
        for (int i = 0; i < file.getShort(56); i++, at += HEADER) {
            int rights = file.getInt(at + 4);
            if (file.getInt(at) == PT_LOAD) {
                segments.add(
                        new Segment(
                                file.getLong(at + 16),
                                file.getLong(at + 40),
                                (rights & 2) != 0,
                                (rights & 1) != 0));
            }
        }
        return segments;
    }

    /// Whether it lies at the address where it was linked. The image heap does not: every boot has another place for it.
    boolean isLow() {
        return address < 1L << 32;
    }

    /// Whether a page of it begins at `page`.
    boolean holds(long page) {
        return page >= (address & -4096) && page < address + size;
    }

    String start() {
        return "0x" + Long.toHexString(address);
    }

    /// The first page after it.
    String end() {
        return "0x" + Long.toHexString((address + size + 4095) & -4096);
    }
}
