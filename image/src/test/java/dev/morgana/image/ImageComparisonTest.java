package dev.morgana.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ImageComparisonTest {
    private static final int HEADER = 64;
    private static final long TEXT_ADDRESS = 0x200000;
    private static final long LOADED = 2;

    @TempDir private Path directory = Path.of("");

    @Test
    void equalFilesAreEqual() throws IOException {
        var comparison = compare(image("1", "code"), image("1", "code"));
        assertTrue(comparison.equal());
        assertEquals(List.of(), comparison.record());
        assertEquals(Component.sha256(directory.resolve("original")), comparison.sha256());
    }

    @Test
    void theFirstDifferentByteIsFound() throws IOException {
        Files.writeString(
                Image.symbolsOf(directory.resolve("original")), "200000 4 Main.main(String[])\n");
        var comparison = compare(image("1", "code"), image("1", "coDE"));
        assertFalse(comparison.equal());
        assertEquals(
                Optional.of("section .text, address 0x200002, in Main.main(String[])+0x2"),
                comparison.first());
    }

    @Test
    void withoutSymbolsTheAddressMustDo() throws IOException {
        assertEquals(
                Optional.of("section .text (4 bytes, rebuilt 7), address 0x200004"),
                compare(image("1", "code"), image("1", "codeadd")).first());
    }

    @Test
    void theRecordSaysWhatBuiltThem() throws IOException {
        var comparison = compare(image("1", "code"), image("2", "code"));
        assertEquals(List.of(new ImageComparison.Entry("jdk", "1", "2")), comparison.record());
        String first = comparison.first().orElseThrow();
        assertTrue(first.startsWith("section .morgana, byte "), first);
    }

    @Test
    void sectionsThatOnlyOneHasAreNamed() throws IOException {
        var more = sections("1", "code");
        more.put(".more", "x");
        assertEquals(
                Optional.of("section .more, which it lacks"),
                compare(image("1", "code"), elf(more)).first());
        assertEquals(
                Optional.of("section .more, which is only in it"),
                compare(elf(more), image("1", "code")).first());
    }

    private ImageComparison compare(byte[] original, byte[] rebuilt) throws IOException {
        return ImageComparison.of(
                Files.write(directory.resolve("original"), original),
                Files.write(directory.resolve("rebuilt"), rebuilt));
    }

    private static byte[] image(String jdk, String code) {
        return elf(sections(jdk, code));
    }

    private static Map<String, String> sections(String jdk, String code) {
        var sections = new LinkedHashMap<String, String>();
        sections.put(".text", code);
        sections.put(ImageMetadata.SECTION, "{\"builtWith\":{\"jdk\":\"%s\"}}".formatted(jdk));
        return sections;
    }

    /// An ELF file of sections by name, of which the first is loaded; their names are the last one.
    private static byte[] elf(Map<String, String> sections) {
        var names = new StringBuilder("\0");
        var content = new ByteArrayOutputStream();
        var headers =
                ByteBuffer.allocate(64 * (sections.size() + 2)).order(ByteOrder.LITTLE_ENDIAN);
        headers.position(64);
        boolean first = true;
        for (var section : sections.entrySet()) {
            byte[] bytes = section.getValue().getBytes(StandardCharsets.UTF_8);
            header(headers, names.length(), first, HEADER + content.size(), bytes.length);
            names.append(section.getKey()).append('\0');
            content.writeBytes(bytes);
            first = false;
        }
        header(headers, names.length(), false, HEADER + content.size(), names.length() + 9);
        names.append(".strings\0");
        content.writeBytes(names.toString().getBytes(StandardCharsets.UTF_8));
        return ByteBuffer.allocate(HEADER + content.size() + headers.capacity())
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1})
                .putLong(0x28, HEADER + content.size())
                .putShort(0x3a, (short) 64)
                .putShort(0x3c, (short) (sections.size() + 2))
                .putShort(0x3e, (short) (sections.size() + 1))
                .position(HEADER)
                .put(content.toByteArray())
                .put(headers.array())
                .array();
    }

    private static void header(ByteBuffer headers, int name, boolean loaded, int offset, int size) {
        headers.putInt(name)
                .putInt(1)
                .putLong(loaded ? LOADED : 0)
                .putLong(loaded ? TEXT_ADDRESS : 0)
                .putLong(offset)
                .putLong(size)
                .putInt(0);
        headers.position(headers.position() + 20);
    }
}
