package dev.morgana.image;

import dev.morgana.image.elf.ElfFile;
import dev.morgana.image.elf.Section;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/// An image beside one that was built again.
///
/// @param sha256 the hash of the original
/// @param record what the two say about how they were built, where that differs
/// @param first where they differ first; empty if they are the same
public record ImageComparison(String sha256, List<Entry> record, Optional<String> first) {

    /// A word of the record that differs.
    ///
    /// @param name its name
    /// @param original in the original, or empty
    /// @param rebuilt in the new image, or empty
    public record Entry(String name, String original, String rebuilt) {}

    /// Compares `original` with `rebuilt`, section by section in the order of the file.
    ///
    /// @throws IllegalArgumentException if one of them is no image of Morgana's
    /// @throws dev.morgana.image.elf.NotElfException if it is no ELF file
    public static ImageComparison of(Path original, Path rebuilt) throws IOException {
        long place = Files.mismatch(original, rebuilt);
        var a = ElfFile.open(original);
        var b = ElfFile.open(rebuilt);
        return new ImageComparison(
                Component.sha256(original),
                record(ImageMetadata.of(a).builtWith(), ImageMetadata.of(b).builtWith()),
                place < 0
                        ? Optional.empty()
                        : Optional.of(sections(a, b, symbols(original)).orElse("byte " + place)));
    }

    /// Whether they are the same, byte by byte.
    public boolean equal() {
        return first.isEmpty();
    }

    private static List<Entry> record(Map<String, String> original, Map<String, String> rebuilt) {
        var names = new TreeSet<>(original.keySet());
        names.addAll(rebuilt.keySet());
        return names.stream()
                .map(name ->
                        new Entry(
                                name,
                                original.getOrDefault(name, ""),
                                rebuilt.getOrDefault(name, "")))
                .filter(entry -> !entry.original().equals(entry.rebuilt()))
                .toList();
    }

    private static Optional<SymbolFile> symbols(Path image) throws IOException {
        Path file = Image.symbolsOf(image);
        return Files.exists(file) ? Optional.of(SymbolFile.read(file)) : Optional.empty();
    }

    /// A section that only one of them has, else the first difference in one that both have; empty if only what lies between them differs.
    private static Optional<String> sections(
            ElfFile original, ElfFile rebuilt, Optional<SymbolFile> symbols) {
        return Stream.of(
                        without(original, rebuilt)
                                .map("section %s, which is only in it"::formatted),
                        without(rebuilt, original).map("section %s, which it lacks"::formatted),
                        original.sections().stream()
                                .flatMap(section ->
                                        section(original, section, rebuilt, symbols).stream()))
                .flatMap(found -> found)
                .findFirst();
    }

    /// The names of the sections of `a` that `b` does not have.
    private static Stream<String> without(ElfFile a, ElfFile b) {
        return a.sections().stream().map(Section::name).filter(name -> b.section(name).isEmpty());
    }

    private static Optional<String> section(
            ElfFile original, Section section, ElfFile rebuilt, Optional<SymbolFile> symbols) {
        var other = rebuilt.section(section.name()).orElseThrow();
        int place = Arrays.mismatch(original.content(section), rebuilt.content(other));
        String sizes =
                section.size() == other.size()
                        ? ""
                        : " (%,d bytes, rebuilt %,d)".formatted(section.size(), other.size());
        if (section.address() != other.address()) {
            return Optional.of(
                    "section %s%s at address 0x%x, rebuilt 0x%x"
                            .formatted(section.name(), sizes, section.address(), other.address()));
        }
        if (place < 0) {
            return sizes.isEmpty()
                    ? Optional.empty()
                    : Optional.of("section %s%s".formatted(section.name(), sizes));
        }
        if (!section.loaded()) {
            return Optional.of("section %s%s, byte %,d".formatted(section.name(), sizes, place));
        }
        long address = section.address() + place;
        String name =
                symbols.flatMap(known -> known.name(address))
                        .map(function -> ", in " + function)
                        .orElse("");
        return Optional.of(
                "section %s%s, address 0x%x%s".formatted(section.name(), sizes, address, name));
    }
}
