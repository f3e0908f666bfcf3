package dev.morgana.image.elf;

/// A section header (gABI: `Elf64_Shdr`).
///
/// @param name the section's name; empty for the section at index 0
/// @param type what the section holds
/// @param flags `SHF_` bits
/// @param address virtual address in a running image, 0 if the section is not loaded
/// @param offset where its bytes begin in the file
/// @param size bytes, in memory as in the file
/// @param link index of a section it belongs to: a symbol table's strings
public record Section(
        String name, SectionType type, long flags, long address, long offset, long size, int link) {
    private static final long ALLOCATED = 2;

    /// Whether the section is part of the running image (`SHF_ALLOC`).
    public boolean loaded() {
        return (flags & ALLOCATED) != 0;
    }

    /// Bytes that the section takes in the file.
    public long fileSize() {
        return type == SectionType.NOBITS || type == SectionType.NONE ? 0 : size;
    }
}
