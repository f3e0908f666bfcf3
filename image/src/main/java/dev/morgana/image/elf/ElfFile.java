package dev.morgana.image.elf;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/// A 64-bit little-endian ELF file (object or executable), read into memory at once; System V gABI chapter 4.
///
/// Immutable. Files of another class or byte order, and files cut short, are refused with [NotElfException].
public final class ElfFile {
    private static final int HEADER_SIZE = 64;
    private static final int MAGIC = 0x464c457f;
    private static final int CLASS_64_LITTLE_ENDIAN = 0x0102;
    private static final int SYMBOL_SIZE = 24;

    private final String file;
    private final ByteBuffer bytes;
    private final List<Section> sections;

    private ElfFile(String file, ByteBuffer bytes, List<Section> sections) {
        this.file = file;
        this.bytes = bytes;
        this.sections = sections;
    }

    /// Whether `file` is a file that begins as an ELF file does.
    public static boolean isOne(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            return false;
        }
        try (var content = Files.newInputStream(file)) {
            byte[] first = content.readNBytes(Integer.BYTES);
            return first.length == Integer.BYTES
                    && ByteBuffer.wrap(first).order(ByteOrder.LITTLE_ENDIAN).getInt() == MAGIC;
        }
    }

    /// Reads `file`.
    ///
    /// @throws NotElfException if the content is no ELF64 file that can be read
    /// @throws IOException if the file cannot be read
    public static ElfFile open(Path file) throws IOException {
        return parse(Files.readAllBytes(file), file.toString());
    }

    /// Reads an ELF file from `content`; `name` is for messages only.
    ///
    /// @throws NotElfException if the content is no ELF64 file that can be read
    public static ElfFile parse(byte[] content, String name) {
        var bytes = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
        if (content.length < HEADER_SIZE
                || bytes.getInt(0) != MAGIC
                || bytes.getShort(4) != CLASS_64_LITTLE_ENDIAN) {
            throw new NotElfException(name + " is not a 64-bit little-endian ELF file");
        }
        return new ElfFile(name, bytes, guarded(name, () -> sections(bytes)));
    }

    /// Runs `reading`, which takes offsets and sizes from the file as they come.
    private static <T> T guarded(String name, Supplier<T> reading) {
        try {
            return reading.get();
        } catch (IndexOutOfBoundsException
                | IllegalArgumentException
                | ArithmeticException
                | BufferUnderflowException e) {
            throw new NotElfException(name + " is a damaged ELF file", e);
        }
    }

    private static List<Section> sections(ByteBuffer bytes) {
        int offset = Math.toIntExact(bytes.getLong(0x28));
        int entrySize = Short.toUnsignedInt(bytes.getShort(0x3a));
        int count = Short.toUnsignedInt(bytes.getShort(0x3c));
        int nameTable = Short.toUnsignedInt(bytes.getShort(0x3e));
        if (count == 0) {
            return List.of();
        }
        int names = Math.toIntExact(bytes.getLong(offset + nameTable * entrySize + 24));
        var found = new ArrayList<Section>(count);
        for (int index = 0; index < count; index++) {
            int at = offset + index * entrySize;
            found.add(
                    new Section(
                            string(bytes, names + bytes.getInt(at)),
                            SectionType.of(bytes.getInt(at + 4)),
                            bytes.getLong(at + 8),
                            bytes.getLong(at + 16),
                            bytes.getLong(at + 24),
                            bytes.getLong(at + 32),
                            bytes.getInt(at + 40)));
        }
        return List.copyOf(found);
    }

    /// All sections in the order of the file, with the empty one at index 0.
    public List<Section> sections() {
        return sections;
    }

    /// The first section called `name`.
    public Optional<Section> section(String name) {
        return sections.stream().filter(section -> section.name().equals(name)).findFirst();
    }

    /// A copy of the bytes of `section`; empty for one that has none in the file.
    ///
    /// @throws NotElfException if they lie outside of the file
    public byte[] content(Section section) {
        if (section.type() == SectionType.NOBITS) {
            return new byte[0];
        }
        return guarded(
                file,
                () -> slice(Math.toIntExact(section.offset()), Math.toIntExact(section.size())));
    }

    private byte[] slice(int offset, int size) {
        var content = new byte[Objects.checkIndex(size, bytes.limit() + 1)];
        bytes.get(offset, content);
        return content;
    }

    /// The symbols of the symbol table in its order, without nameless ones; empty for a stripped file.
    ///
    /// @throws NotElfException if the table is damaged
    public List<Symbol> symbols() {
        var found = new ArrayList<Symbol>();
        for (var table : sections) {
            if (table.type() == SectionType.SYMBOLS) {
                guarded(file, () -> addSymbols(table, found));
            }
        }
        return found;
    }

    private List<Symbol> addSymbols(Section table, List<Symbol> found) {
        int names = Math.toIntExact(sections.get(table.link()).offset());
        int start = Math.toIntExact(table.offset());
        int end = Math.toIntExact(start + table.size());
        for (int at = start + SYMBOL_SIZE; at < end; at += SYMBOL_SIZE) {
            String name = string(bytes, names + bytes.getInt(at));
            if (!name.isEmpty()) {
                found.add(
                        new Symbol(
                                name,
                                Symbol.Binding.of(bytes.get(at + 4)),
                                Short.toUnsignedInt(bytes.getShort(at + 6)),
                                bytes.getLong(at + 8),
                                bytes.getLong(at + 16)));
            }
        }
        return found;
    }

    private static String string(ByteBuffer bytes, int start) {
        int end = start;
        while (bytes.get(end) != 0) {
            end++;
        }
        var name = new byte[end - start];
        bytes.get(start, name);
        return new String(name, StandardCharsets.UTF_8);
    }
}
