package dev.morgana.image;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.morgana.image.elf.ElfFile;
import dev.morgana.image.elf.Section;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// What can be seen in an image's file: what it says about itself, and the sections it is made of.
///
/// @param fileSize bytes of the file
/// @param sections its sections in the order of the file
/// @param calls the system calls, in words, that a process lets itself make; none for a virtual machine
/// @param metadata what it says about itself
public record ImageInspection(
        long fileSize, List<SectionSize> sections, List<String> calls, ImageMetadata metadata) {
    private static final String CALLS = ".morgana.calls";

    /// A section's size.
    ///
    /// @param name its name
    /// @param inMemory bytes in a running image, 0 if it is not loaded
    /// @param inFile bytes in the file
    public record SectionSize(String name, long inMemory, long inFile) {
        static SectionSize of(Section section) {
            return new SectionSize(
                    section.name(), section.loaded() ? section.size() : 0, section.fileSize());
        }
    }

    /// Looks at the image `file`.
    ///
    /// @throws IllegalArgumentException if it is no image of Morgana's
    /// @throws dev.morgana.image.elf.NotElfException if it is no ELF file
    public static ImageInspection of(Path file) throws IOException {
        var elf = ElfFile.open(file);
        var sections =
                elf.sections().stream()
                        .filter(section -> !section.name().isEmpty())
                        .map(SectionSize::of)
                        .toList();
        return new ImageInspection(Files.size(file), sections, calls(elf), ImageMetadata.of(elf));
    }

    /// The section is the machine layer's: one line for each call, and zeros behind.
    private static List<String> calls(ElfFile elf) {
        return elf.section(CALLS)
                .map(section -> new String(elf.content(section), StandardCharsets.UTF_8))
                .orElse("")
                .replace("\0", "")
                .lines()
                .toList();
    }

    /// This as JSON.
    public String toJson() {
        try {
            return new ObjectMapper()
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("records of strings and numbers", e);
        }
    }
}
