package dev.morgana.image;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.morgana.image.elf.ElfFile;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What an image says about itself, as JSON in its section `.morgana`, which is not loaded.
///
/// @param name the program's name
/// @param mainClass the class whose `main` starts the program
/// @param port what it runs on
/// @param options what the user decided; null in an image of an earlier version
/// @param builtWith what made the image: versions and hashes, by name
/// @param readsStandardInput whether the program can read `System.in`
/// @param devices the kinds of devices it has drivers for
/// @param bootKeys the keys that it understands on the kernel command line
/// @param memory bytes of memory that it needs to start
/// @param types classes in it
/// @param methods methods in it
/// @param sizes bytes by origin
/// @param reductions which parts of the JDK are in it in a smaller form, and what prevented that for others
/// @param natives the JDK's native methods that it can reach, and who implements each
public record ImageMetadata(
        String name,
        String mainClass,
        Port port,
        @Nullable BuildOptions options,
        Map<String, String> builtWith,
        boolean readsStandardInput,
        List<String> devices,
        List<BootKeyEntry> bootKeys,
        long memory,
        long types,
        long methods,
        List<SizeShare> sizes,
        List<ReductionDecision> reductions,
        List<NativeMethod> natives) {
    /// The name of the section.
    public static final String SECTION = ".morgana";

    private static final ObjectMapper JSON =
            new ObjectMapper()
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    /// A key that the image understands on the kernel command line.
    ///
    /// @param name the key; NAME in it stands for any name
    /// @param type its values in words
    /// @param defaultValue the value where none is given, or empty
    /// @param meaning one sentence
    public record BootKeyEntry(String name, String type, String defaultValue, String meaning) {}

    /// Bytes of one origin.
    ///
    /// @param origin `application`, `jdk`, `morgana`, `graalvm` or `machine`, and after a slash which part of it
    /// @param code bytes of machine code
    /// @param data bytes of objects in the image heap, or of data
    public record SizeShare(String origin, long code, long data) {}

    /// This as JSON.
    public String toJson() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("records of strings and numbers", e);
        }
    }

    /// Reads what [#toJson()] wrote, by this version or another.
    ///
    /// @throws IllegalArgumentException if it is not that
    public static ImageMetadata parse(String json) {
        try {
            return JSON.readValue(json, ImageMetadata.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "the image's description of itself cannot be read: " + e.getOriginalMessage(),
                    e);
        }
    }

    /// Reads the metadata of an image.
    ///
    /// @throws IllegalArgumentException if the file is no image of Morgana's
    public static ImageMetadata of(ElfFile image) {
        var section =
                image.section(SECTION)
                        .orElseThrow(() ->
                                new IllegalArgumentException(
                                        "an ELF file, but not an image of Morgana's"));
        return parse(new String(image.content(section), StandardCharsets.UTF_8));
    }
}
