package dev.morgana.image.elf;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ElfFileTest {
    private static final String NAMES = "\0.text\0.bss\0.symtab\0.strings\0";
    private static final String SYMBOL_NAMES = "\0wanted\0offered\0local\0weak\0";
    private static final byte[] TEXT = {1, 2, 3, 4};

    private static final int TEXT_AT = 64;
    private static final int SYMBOLS_AT = TEXT_AT + 4;
    private static final int STRINGS_AT = SYMBOLS_AT + 5 * 24;
    private static final int NAMES_AT = STRINGS_AT + SYMBOL_NAMES.length();
    private static final int SECTIONS_AT = NAMES_AT + NAMES.length();

    /// An object with text, zeros and four symbols, laid out by hand.
    private static byte[] object() {
        var elf = ByteBuffer.allocate(SECTIONS_AT + 6 * 64).order(ByteOrder.LITTLE_ENDIAN);
        elf.put(new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1}).position(0x28);
        elf.putLong(SECTIONS_AT).position(0x3a);
        elf.putShort((short) 64).putShort((short) 6).putShort((short) 5);
        elf.put(TEXT).position(SYMBOLS_AT + 24);
        symbol(elf, "wanted", 0x10, 0, 0, 0);
        symbol(elf, "offered", 0x12, 1, 2, 1);
        symbol(elf, "local", 0x02, 1, 3, 1);
        symbol(elf, "weak", 0x20, 0, 0, 0);
        elf.put(SYMBOL_NAMES.getBytes(StandardCharsets.UTF_8))
                .put(NAMES.getBytes(StandardCharsets.UTF_8));
        elf.position(SECTIONS_AT + 64);
        section(elf, ".text", 1, 6, 0x1000, TEXT_AT, 4, 0);
        section(elf, ".bss", 8, 3, 0x2000, 0, 64, 0);
        section(elf, ".symtab", 2, 0, 0, SYMBOLS_AT, 5 * 24, 4);
        section(elf, ".strings", 3, 0, 0, STRINGS_AT, SYMBOL_NAMES.length(), 0);
        section(elf, ".strings", 3, 0, 0, NAMES_AT, NAMES.length(), 0);
        return elf.array();
    }

    private static void symbol(
            ByteBuffer elf, String name, int info, int section, long value, long size) {
        elf.putInt(SYMBOL_NAMES.indexOf(name))
                .put((byte) info)
                .put((byte) 0)
                .putShort((short) section)
                .putLong(value)
                .putLong(size);
    }

    private static void section(
            ByteBuffer elf,
            String name,
            int type,
            long flags,
            long address,
            long offset,
            long size,
            int link) {
        elf.putInt(NAMES.indexOf(name))
                .putInt(type)
                .putLong(flags)
                .putLong(address)
                .putLong(offset)
                .putLong(size)
                .putInt(link);
        elf.position(elf.position() + 20);
    }

    @Test
    void hasSections() {
        var elf = ElfFile.parse(object(), "object");
        assertEquals(
                List.of("", ".text", ".bss", ".symtab", ".strings", ".strings"),
                elf.sections().stream().map(Section::name).toList());
        var text = elf.section(".text").orElseThrow();
        assertTrue(text.loaded());
        assertEquals(0x1000, text.address());
        assertArrayEquals(TEXT, elf.content(text));
        var zeros = elf.section(".bss").orElseThrow();
        assertEquals(64, zeros.size());
        assertEquals(0, zeros.fileSize());
        assertEquals(0, elf.content(zeros).length);
        assertFalse(elf.section(".symtab").orElseThrow().loaded());
        assertTrue(elf.section(".nothing").isEmpty());
    }

    @Test
    void hasSymbols() {
        var symbols = ElfFile.parse(object(), "object").symbols();
        assertEquals(
                List.of("wanted", "offered", "local", "weak"),
                symbols.stream().map(Symbol::name).toList());
        assertEquals(
                List.of("wanted"),
                symbols.stream().filter(Symbol::wanted).map(Symbol::name).toList());
        assertEquals(
                List.of("offered"),
                symbols.stream().filter(Symbol::offered).map(Symbol::name).toList());
        assertEquals(new Symbol("local", Symbol.Binding.LOCAL, 1, 3, 1), symbols.get(2));
    }

    @Test
    void otherFilesAreRefused() {
        assertEquals(
                "x is not a 64-bit little-endian ELF file",
                assertThrows(NotElfException.class, () -> ElfFile.parse(new byte[0], "x"))
                        .getMessage());
        var thirtyTwoBit = object();
        thirtyTwoBit[4] = 1;
        assertThrows(NotElfException.class, () -> ElfFile.parse(thirtyTwoBit, "x"));
    }

    @Test
    void aFileCutShortIsRefused() {
        var whole = object();
        for (int length = 0; length < whole.length - 20; length++) {
            var part = java.util.Arrays.copyOf(whole, length);
            assertThrows(NotElfException.class, () -> ElfFile.parse(part, "x"));
        }
    }

    @Test
    void damageNeverEscapesAsAnotherException() {
        long seed = System.nanoTime();
        var random = new Random(seed);
        for (int round = 0; round < 2000; round++) {
            var bytes = object();
            for (int change = 0; change < 4; change++) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            try {
                ElfFile.parse(bytes, "x").symbols();
            } catch (NotElfException e) {
                assertTrue(
                        String.valueOf(e.getMessage()).startsWith("x is "), () -> "seed " + seed);
            }
        }
    }

    @Test
    void itIsToldByItsFirstBytes(@TempDir Path directory) throws IOException {
        Path elf = Files.write(directory.resolve("shop"), object());
        Path other = Files.writeString(directory.resolve("shop.elf"), "no such thing");
        assertTrue(ElfFile.isOne(elf));
        assertFalse(ElfFile.isOne(other));
        assertFalse(ElfFile.isOne(Files.writeString(other, "\u007fEL")));
        assertFalse(ElfFile.isOne(directory));
        assertFalse(ElfFile.isOne(directory.resolve("nothing")));
    }
}
